"""The labelled mentions, and the notes that they point into."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from casewright.types import Language

__all__ = ["FILE", "Label", "labels", "texts"]

FILE = Path(__file__).with_name("labels.jsonl")
TEXTS = {"codiesp_dev": "text_es", "aci_bench_dev": "note", "mtsamples_dev": "text", "psych_dev": "text"}
JUDGED = ("asserted", "hypothetical")


@dataclass(frozen=True, slots=True)
class Label:
    """A mention by its place, and what a reader says of it (see docs/design/context-labels.md)."""

    file: str
    note: str
    language: Language
    text_sha256: str
    start: int
    end: int
    concept: str
    half: Literal["tune", "held"]
    reading: str
    subject: str = "patient"
    status: str = "present"
    certainty: str = "confirmed"
    time: str | None = None
    """None where time was not labelled: what is absent, and what is a relative's."""


def labels() -> list[Label]:
    """Those that were judged; false matches, unclear ones and terms with a *no* of their own are left out."""
    rows = (Label(**json.loads(line)) for line in FILE.read_text("utf-8").splitlines())
    return [row for row in rows if row.reading in JUDGED]


def texts(data: Path, wanted: Iterable[Label]) -> dict[tuple[str, str], str]:
    """The notes by file and id; one that has changed since it was labelled is an error."""
    sums = {(row.file, row.note): row.text_sha256 for row in wanted}
    found = {
        (file, row["id"]): row[TEXTS[file]]
        for file in sorted({file for file, _ in sums})
        for row in _rows(data, file)
        if (file, row["id"]) in sums
    }
    for place, expected in sums.items():
        actual = sha256(found[place].encode()).hexdigest()[:16]
        assert actual == expected, f"{place!r} is not the text that was labelled: {actual} for {expected}"
    return found


def _rows(data: Path, file: str) -> list[Mapping[str, Any]]:
    with gzip.open(data / "notes" / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
