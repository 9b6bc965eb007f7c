"""What one would use without a library: TF-IDF over code titles, and embeddings of titles and notes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from benchmarks.rubrics.candidates import titles

from casewright.types import Language

__all__ = ["EMBEDDERS", "embedded", "prepare", "tfidf"]

ROOT = Path(__file__).parents[2]
HOME = Path(os.environ.get("CASEWRIGHT_BENCH_EMBED", ROOT / ".venv-bench" / "embed"))
PEERS = Path(__file__).parent / "peers.txt"
WORKER = Path(__file__).parent / "embedder.py"
EMBEDDERS = ("mean", "best")
"""A note is embedded in pieces; it is as near to a title as their mean is, or as the nearest of them."""
PIECE = 120
"""Words of a piece, so that no model cuts it."""

Scores = list[dict[str, float]]


def tfidf(texts: Sequence[str], codes: Sequence[str], language: Language) -> Scores:
    """Cosine of each text to each code's titles (its own and those below it), words and pairs of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode")
    named = vectors.fit_transform([titles(code, language) for code in codes])
    near = (vectors.transform(texts) @ named.T).toarray()
    return [dict(zip(codes, map(float, row), strict=True)) for row in near]


def prepare() -> Path:
    """Makes the embedder's own environment; needs the package registry once."""
    import sys

    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)  # noqa: S603 - ours
    install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "-r", str(PEERS)]
    subprocess.run(install, check=True)  # noqa: S603 - ours
    return python


def embedded(texts: Sequence[str], codes: Sequence[str], language: Language) -> Mapping[str, Scores] | None:
    """Cosine of each text to each code's titles, by both ways of joining pieces; None without the environment."""
    if not (HOME / "bin" / "python").exists():
        return None
    pieces = [_pieces(text) for text in texts]
    named = _vectors([titles(code, language) for code in codes], "passage")
    flat = _vectors([piece for one in pieces for piece in one], "query")
    ends = np.cumsum([len(one) for one in pieces])[:-1]
    near = [part @ named.T for part in np.split(flat, ends)]
    joined = {"mean": [part.mean(axis=0) for part in near], "best": [part.max(axis=0) for part in near]}
    return {way: [dict(zip(codes, map(float, row), strict=True)) for row in rows] for way, rows in joined.items()}


def _pieces(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + PIECE]) for at in range(0, len(words), PIECE)] or [""]


def _vectors(texts: Sequence[str], side: str) -> np.ndarray:
    """Vectors by text; kept by hash beside the environment, so that a second run asks for new texts only."""
    store = HOME / "vectors.json"
    known: dict[str, list[float]] = json.loads(store.read_text("utf-8")) if store.exists() else {}
    keys = [hashlib.sha256(f"{side}:{text}".encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        told = json.dumps({"side": side, "texts": list(missing.values())})
        command = [str(HOME / "bin" / "python"), str(WORKER)]
        done = subprocess.run(command, input=told, capture_output=True, text=True, check=True)  # noqa: S603 - ours
        known.update(zip(missing, json.loads(done.stdout), strict=True))
        store.write_text(json.dumps(known), encoding="utf-8")
    return np.array([known[key] for key in keys])
