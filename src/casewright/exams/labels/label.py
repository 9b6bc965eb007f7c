"""What one person answered to one criterion about one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from casewright.types import Answer, Language

__all__ = ["ANSWERS", "Label"]

ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Label:
    """One answer of one rater. ``code`` is empty where a sheet was read without its key."""

    report: str
    """Id of the report."""
    text: str
    rater: str
    criterion: str
    answer: Answer
    code: str = ""
    system: str = "icd10-who-2019"
    kind: str = "intake"
    language: Language = "en"
    quote: str = ""
    """Words of the report that show it."""
    confidence: float | None = None
    """How sure the rater was, 0 to 1."""
    comment: str = ""
    criterion_hash: str = ""
    """Of the wording that was answered (`Criterion.hash`)."""
    guideline: str = ""
    """Version of the instructions that raters worked by."""
