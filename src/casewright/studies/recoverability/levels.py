"""The levels at which a code is named: its block, its three characters, its four."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from casewright.errors import UnknownCodeError, UnknownNameError, UsageError
from casewright.icd10 import table

__all__ = ["LEVELS", "TITLES", "Level", "candidates_of", "is_known", "label_of", "labels_of"]

Level = Literal["block", "three", "four"]
LEVELS: tuple[Level, ...] = get_args(Level)
TITLES: Mapping[Level, str] = {"block": "block", "three": "three characters", "four": "four characters"}
WHO = "icd10-who-2019"


def is_known(system: str, code: str) -> bool:
    """Whether the system's table has the code; not where the table can't be read."""
    try:
        return bool(code) and code in table(system)
    except (UnknownNameError, UsageError):
        return False


def candidates_of(system: str, codes: Sequence[str], sources: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """Codes that a text may be named as: those that cases can be drawn for (of WHO's system) and those at hand."""
    drawn = sources() if system == WHO else ()
    return tuple(sorted({*drawn, *codes}))


def label_of(system: str, code: str, level: Level) -> str | None:
    """A code's place at a level; ``None`` where it has none, such as the fourth character of a category."""
    if level == "four":
        return code[:5] if len(code) > 4 else None
    if level == "three":
        return code[:3] or None
    try:
        return next((place for place in table(system).ancestors(code[:3]) if "-" in place), None)
    except (UnknownCodeError, UnknownNameError, UsageError):
        return None


def labels_of(system: str, candidates: Sequence[str], level: Level) -> tuple[str, ...]:
    """The places of all candidates at a level, each once, in order; codes without one there are left out."""
    found = (label_of(system, code, level) for code in candidates)
    return tuple(sorted({label for label in found if label is not None}))
