"""Groups of real notes as healthy sets: of one specialty, or of one chapter of diagnoses."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casewright.measures.words import list_tokens
from casewright.types import Language

__all__ = ["LENGTHS", "SIZES", "Group", "cut", "groups", "healthy"]

LENGTHS, SIZES = (100, 200, 400), (10, 20, 50, 100)
Notes = list[tuple[str, Language]]


@dataclass(frozen=True, slots=True)
class Group:
    """Some notes that belong together, cut to at most ``length`` tokens and at least half as long."""

    name: str
    length: int
    notes: Notes


def groups(half: int) -> Mapping[str, Notes]:
    """Notes by specialty or chapter: those with an even number in their id (0), which set the lines, or odd (1)."""
    found: dict[str, Notes] = defaultdict(list)
    for row in _rows("mtsamples_dev"):
        if int(row["id"].split("-")[1]) % 2 == half:
            for specialty in row["specialty"]:
                found[f"specialty {specialty}"].append((row["text"], "en"))
    for place, row in enumerate(sorted(_rows("codiesp_dev"), key=lambda row: str(row["id"]))):
        if place % 2 == half:
            for chapter in sorted({code[:1] for code in row["icd10"]}):
                found[f"chapter {chapter} es"].append((row["text_es"], "es"))
                found[f"chapter {chapter} en"].append((row["text_en"], "en"))
    return dict(sorted(found.items()))


def healthy(half: int, seed: int = 7) -> Iterator[Group]:
    """One drawing of each group, length and size that the notes allow."""
    dice = random.Random(seed)
    for name, notes in groups(half).items():
        for length in LENGTHS:
            long = [(short, language) for text, language in notes if (short := cut(text, length))]
            for size in SIZES:
                if len(long) >= size:
                    yield Group(name, length, dice.sample(long, size))


def cut(text: str, length: int) -> str | None:
    """The first ``length`` tokens; ``None`` of a text that has less than half as many."""
    tokens = list_tokens(text)
    return text[: tokens[min(length, len(tokens)) - 1].end] if len(tokens) >= max(length / 2, 1) else None


def _rows(name: str) -> list[dict[str, Any]]:
    folder = os.environ.get("CASEWRIGHT_DATA")
    if not folder:
        pytest.skip("CASEWRIGHT_DATA is not set: no real notes to measure on")
    with gzip.open(Path(folder) / "notes" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
