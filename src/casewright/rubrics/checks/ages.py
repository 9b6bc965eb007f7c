"""Two present ages of one patient."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.checks.persons import introductions
from casewright.rubrics.checks.reading import Reading, derived
from casewright.types import Mention

__all__ = ["age_conflicts"]

BIRTHDAY = 1
"""Years that two places may differ by: a note may span a birthday."""


def age_conflicts(reading: Reading) -> Iterator[Mention]:
    """The first age of the patient with all that differ from it, or the later ones as agreeing with it."""
    told = list(introductions(reading))
    wrong = [one for one in told if abs(one.age - told[0].age) > BIRTHDAY]
    for one in [told[0], *wrong] if wrong else told[1:]:
        yield derived("age-conflict", one.line, one.first, one.last, wrong=bool(wrong))
