"""What code answers to a criterion from the mentions of a report."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.rubrics.criterion import Criterion
from casewright.types import Mention
from casewright.vocabulary.finds import Finding, evaluate

__all__ = ["answer"]


def answer(criterion: Criterion, mentions: Sequence[Mention], age: float | None) -> Finding:
    """The answer with the mentions that show it.

    What silence alone would answer (*not* over something unmentioned) or the age alone, has no words of the
    report to show it, so it counts as not mentioned.
    """
    finding = evaluate(criterion.finds, mentions, age)
    return finding if finding.shown_by else Finding("not_mentioned")
