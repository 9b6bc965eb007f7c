"""Notes a second of one core, on the same notes and the same concepts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.context.environment import ask

from casewright.rubrics.matching import find_mentions
from casewright.types import Language, Report
from casewright.vocabulary.kinds import split_sections

__all__ = ["ours", "peers"]

ROUNDS = 3


def ours(notes: Sequence[str], language: Language) -> dict[str, Any]:
    """All shipped terms of the language, sections split too; compiling is left out, states are warm."""
    reports = [(note, find_mentions(_report(note, language))) for note in notes]
    forms = {note[item.start : item.end].lower() for note, found in reports for item in found}
    began = time.process_time()
    for _ in range(ROUNDS):
        for note in notes:
            find_mentions(_report(note, language))
    seconds = (time.process_time() - began) / ROUNDS
    return {"seconds": seconds, "mentions": sum(len(found) for _, found in reports), "forms": sorted(forms)}


def peers(python: Path, notes: Sequence[str], forms: Sequence[str]) -> dict[str, Any]:
    """medSpaCy, given as targets no more than the surface forms that ours found in these very notes."""
    found: dict[str, Any] = ask(python, "speed", {"notes": list(notes), "forms": list(forms)})
    return found


def _report(note: str, language: Language) -> Report:
    return Report(note, split_sections(note, language), language)
