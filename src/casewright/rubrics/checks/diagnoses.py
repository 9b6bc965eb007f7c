"""Diagnoses that can't stand side by side: stated and ruled out by one source, or two grades of one episode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.rubrics.checks.reading import Reading, derived
from casewright.rubrics.matching import conflicts
from casewright.types import Mention
from casewright.vocabulary.concepts import concept

__all__ = ["diagnosis_conflicts"]

GRADED = ("F32", "F33")
"""Places whose children differ by grade, so that a patient has one of them at a time."""
GRADES = ("0", "1", "2", "3")
STATED = frozenset({"impression"})


def diagnosis_conflicts(reading: Reading) -> Iterator[Mention]:
    """The diagnosis that clashes with an earlier one; in order where several are stated and none clashes."""
    own = [item for item in reading.mentions if _counts(item)]
    wrong = [conflict.absent for conflict in conflicts(own)] + list(_two_grades(own))
    stated = [item for item in own if item.status == "present"]
    for item in wrong or stated[:1]:
        line = reading.line(item)
        if line is not None:
            yield derived("diagnosis-conflict", line, *line.place(item), wrong=bool(wrong), source=item.source)


def _counts(item: Mention) -> bool:
    own = item.subject == "patient" and item.time == "current" and item.certainty != "suspected"
    return own and concept(item.concept).category == "diagnosis"


def _two_grades(own: Sequence[Mention]) -> Iterator[Mention]:
    """Where the assessment itself states two grades; elsewhere one may be how it began."""
    first: dict[str, str] = {}
    for item in own:
        for code in concept(item.concept).codes:
            head, _, grade = code.partition(".")
            if head not in GRADED or grade not in GRADES or item.section not in STATED or not _stands(item):
                continue
            if first.setdefault(head, item.concept) != item.concept:
                yield item


def _stands(item: Mention) -> bool:
    return item.status == "present" and item.certainty == "confirmed"
