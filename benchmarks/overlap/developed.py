"""The real notes of the development data: which make a corpus, which are kept out of it, by the parity of their id."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

__all__ = ["Real", "half", "others", "real_notes", "rows"]

FIELDS = {"mtsamples_dev": "text", "psych_dev": "text", "codiesp_dev": "text_es", "aci_bench_dev": "note"}
LEAST_WORDS = 60
"""A shorter note has no room for a span of thirty."""


@dataclass(frozen=True, slots=True)
class Real:
    """A note of the development data."""

    file: str
    id: str
    language: str
    text: str
    half: Literal["corpus", "held"]


def rows(data: Path, name: str) -> list[Mapping[str, Any]]:
    """A file of the development data, below its folder and without its suffixes."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def half(name: str) -> Literal["corpus", "held"]:
    """By the parity of an id's SHA-256: even ones are the corpus."""
    return "corpus" if sha256(name.encode()).digest()[-1] % 2 == 0 else "held"


@cache
def real_notes(data: Path) -> Sequence[Real]:
    """Every note that somebody wrote, each text once; machine translations are left out."""
    seen: set[str] = set()
    return [note for note in _all(data) if not (note.text in seen or seen.add(note.text))]  # type: ignore[func-returns-value]


def others(data: Path) -> list[str]:
    """English notes of an origin that the corpus has nothing of: machine translations of Spanish cases held out.

    Translations of the corpus's own cases share its figures and doses, and are none of them.
    """
    held = [row["text_en"] for row in rows(data, "notes/codiesp_dev") if half(row["id"]) == "held"]
    return [text for text in held if len(text.split()) >= LEAST_WORDS]


def _all(data: Path) -> Iterator[Real]:
    for file, field in FIELDS.items():
        for row in rows(data, f"notes/{file}"):
            if len(row[field].split()) < LEAST_WORDS or row.get("lang", "en") not in ("en", "es"):
                continue
            yield Real(file, row["id"], "es" if field == "text_es" else "en", row[field], half(row["id"]))
