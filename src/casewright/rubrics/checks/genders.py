"""Sex and gender, each held to itself only: a woman may be male, and *he* says neither."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.checks.persons import introductions, trans
from casewright.rubrics.checks.reading import Reading, derived
from casewright.types import Mention

__all__ = ["gender_conflicts", "sex_conflicts"]


def sex_conflicts(reading: Reading) -> Iterator[Mention]:
    """A patient introduced as female here and male there."""
    return _compare(reading, "sex-conflict", ("female", "male"))


def gender_conflicts(reading: Reading) -> Iterator[Mention]:
    """A patient introduced as a woman here and a man there."""
    return _compare(reading, "gender-conflict", ("woman", "man"))


def _compare(reading: Reading, concept: str, sides: tuple[str, str]) -> Iterator[Mention]:
    told = [(one.line, *word) for one in introductions(reading) for word in one.words if word[0] in sides]
    if len(told) < 2 or trans(reading):
        return
    wrong = [item for item in told if item[1] != told[0][1]]
    for line, _, place in [told[0], *wrong] if wrong else told[1:]:
        yield derived(concept, line, place, place + 1, wrong=bool(wrong))
