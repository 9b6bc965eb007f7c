"""What an exam may cost, what it would cost, and which criteria a budget leaves."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import zip_longest

from casewright.exams.examining.questions import CriterionKey, criterion_key, family_of
from casewright.exams.response import Question

__all__ = ["Estimate", "ExamBudget", "Pace", "criteria_of", "sample_criteria"]


@dataclass(frozen=True, slots=True)
class ExamBudget:
    """Most that an exam may take; what is ``None`` has no limit. What it leaves out advises."""

    calls: float | None = None
    seconds: float | None = None
    usd: float | None = None

    def questions(self, pace: Pace) -> float:
        """How many questions it affords at this pace."""
        limits = [(getattr(self, one.name), getattr(pace, one.name)) for one in fields(self)]
        return min((limit / each for limit, each in limits if limit is not None and each), default=float("inf"))


@dataclass(frozen=True, slots=True)
class Pace:
    """What one question takes on average. A critic that is code takes nothing; ``usd`` is ``None`` where no price is
    known."""

    calls: float = 0.0
    tokens: float = 0.0
    seconds: float = 0.0
    usd: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an exam takes: questions about so many reports, and calls, tokens, seconds of calls one after the other, and
    dollars."""

    questions: int
    reports: int
    calls: int
    tokens: int
    seconds: float
    usd: float | None

    @classmethod
    def of(cls, questions: Sequence[Question], again: Sequence[Question], pace: Pace) -> Estimate:
        """For these questions and those asked a second time."""
        n = len(questions) + len(again)
        return cls(
            questions=n,
            reports=len({one.item.id for one in questions}),
            calls=round(n * pace.calls),
            tokens=round(n * pace.tokens),
            seconds=n * pace.seconds,
            usd=None if pace.usd is None else n * pace.usd,
        )


def sample_criteria(
    sizes: Mapping[CriterionKey, int], families: Mapping[CriterionKey, str], most: float, seed: int
) -> frozenset[CriterionKey]:
    """Criteria drawn within families, one family after the other, as long as their questions fit.

    Those that support or contradict come first: what documents something never decides.

    Args:
        sizes: How many questions each criterion has.
        families: The family of each.
        most: Questions that the budget affords.
        seed: Another seed draws others.
    """
    dice = random.Random(seed)  # noqa: S311 - no secrets here
    rows: dict[str, list[CriterionKey]] = {}
    for key in sorted(sizes):
        rows.setdefault(families[key], []).append(key)
    for row in rows.values():
        dice.shuffle(row)
    chosen: list[CriterionKey] = []
    spent = 0
    for key in _in_turn(rows):
        if spent + sizes[key] <= most:
            chosen.append(key)
            spent += sizes[key]
    return frozenset(chosen)


def _in_turn(rows: Mapping[str, list[CriterionKey]]) -> Iterator[CriterionKey]:
    advising = [name for name in sorted(rows) if name.startswith("documents/")]
    for names in ([name for name in sorted(rows) if name not in advising], advising):
        drawn = zip_longest(*(rows[name] for name in names))
        yield from (key for row in drawn for key in row if key is not None)


def criteria_of(questions: Sequence[Question]) -> tuple[dict[CriterionKey, int], dict[CriterionKey, str]]:
    """How many questions each criterion has, and its family."""
    sizes: dict[CriterionKey, int] = {}
    families: dict[CriterionKey, str] = {}
    for one in questions:
        key = criterion_key(one)
        sizes[key] = sizes.get(key, 0) + 1
        families[key] = family_of(one)
    return sizes, families
