"""The development notes, halved by id: one half is profiled, the other is what reports are held against."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casewright.measures.privacy import ReferenceNote
from casewright.measures.style import StyleProfile, build_profile

__all__ = ["halves", "profile_of", "psychiatric"]

KINDS = {"Psychiatry / Psychology", "Consult - History and Phy."}


def halves(data: Path) -> tuple[list[ReferenceNote], list[ReferenceNote]]:
    """English consultations and psychiatric notes in two halves. No field names a patient: a note is one."""
    first: list[ReferenceNote] = []
    second: list[ReferenceNote] = []
    for number, (name, text) in enumerate(sorted(_notes(data).items())):
        half = first if hashlib.sha256(name.encode()).digest()[0] % 2 else second
        half.append(ReferenceNote(number, text, name))
    return first, second


def psychiatric(data: Path) -> frozenset[str]:
    """Ids of the psychiatric notes."""
    return frozenset(row["id"] for row in _rows(data / "notes" / "psych_dev.jsonl.gz"))


def profile_of(notes: list[ReferenceNote], k: int = 10) -> StyleProfile:
    """The profile of a half."""
    return build_profile(notes, "en", patients_named=False, k=k)


def _notes(data: Path) -> dict[str, str]:
    folder = data / "notes"
    consults = {
        row["id"]: row["text"] for row in _rows(folder / "mtsamples_dev.jsonl.gz") if KINDS & set(row["specialty"])
    }
    own = {row["id"]: row["text"] for row in _rows(folder / "psych_dev.jsonl.gz") if row["lang"] == "en"}
    return {**consults, **own}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
