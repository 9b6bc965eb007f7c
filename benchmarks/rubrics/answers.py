"""The rules critic's answers, with each note parsed once for all rubrics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from casewright.rubrics import Criterion
from casewright.rubrics.answering import answer
from casewright.rubrics.checks.observing import CHECKS, observe
from casewright.rubrics.matching import find_mentions
from casewright.types import Answer, Mention, Report
from casewright.vocabulary.finds import concepts_of

__all__ = ["Answers", "Reading"]

Answers = Mapping[str, Answer]
"""Answers by criterion id, of one rubric."""


class Reading:
    """A report's mentions, and what they answer; a criterion that two rubrics share is answered once."""

    def __init__(self, report: Report, age: int | None) -> None:
        self.report, self.age = report, age
        self.mentions: tuple[Mention, ...] = find_mentions(report)
        self._known: dict[str, Answer] = {}

    @cached_property
    def observed(self) -> tuple[Mention, ...]:
        """With what every check derives, for criteria that ask for one."""
        return observe(self.report, CHECKS)

    def answers(self, criteria: Iterable[Criterion]) -> Answers:
        """As the critic would vote."""
        return {item.id: self._answer(item) for item in criteria}

    def _answer(self, criterion: Criterion) -> Answer:
        key = repr(criterion.finds)
        if key not in self._known:
            seen = self.observed if concepts_of(criterion.finds) & CHECKS.keys() else self.mentions
            self._known[key] = answer(criterion, seen, self.age).answer
        return self._known[key]
