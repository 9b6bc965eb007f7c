"""What a critic said to one question of an exam."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.exams.paper import Item
from casewright.graphs.verdicts import verdict_of
from casewright.rubrics import Criterion
from casewright.types import Answer, VerdictState, Vote, VoteFailure

__all__ = ["Question", "Response"]


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion asked about one report, with the right answer."""

    item: Item
    criterion: Criterion
    truth: Answer

    @property
    def wanted(self) -> VerdictState:
        """The verdict that the right answer gives."""
        return verdict_of(self.truth, self.criterion.want)


@dataclass(frozen=True, slots=True)
class Response:
    """The critic's vote, or its typed failure; ``replicate`` counts askings of the same question from 0."""

    question: Question
    vote: Vote | VoteFailure
    replicate: int = 0

    @property
    def verdict(self) -> VerdictState:
        """The verdict that the answer gives; *undetermined* for a failure."""
        if isinstance(self.vote, VoteFailure):
            return "undetermined"
        return verdict_of(self.vote.answer, self.question.criterion.want)
