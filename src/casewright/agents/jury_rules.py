"""How ballots become one answer. Pure functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from casewright.types import Answer, Vote, VoteFailure

__all__ = ["Ballot", "Rule", "settle_ballots"]

Rule = Literal["majority", "unanimous", "any", "weighted"]
ANY_ORDER: Sequence[Answer] = ("present", "absent", "unclear", "not_mentioned")


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one seat said to one criterion. ``weight`` counts under the rule ``weighted``."""

    seat: str
    vote: Vote | VoteFailure
    weight: float = 1.0

    @property
    def answer(self) -> Answer | None:
        """``None`` for a failure."""
        return self.vote.answer if isinstance(self.vote, Vote) else None


def settle_ballots(jury: str, criterion: str, rule: Rule, ballots: Sequence[Ballot]) -> Vote | VoteFailure:
    """The jury's vote. Seats that failed count against a majority and against unanimity; nobody's silence agrees.

    - ``majority``, ``weighted``: the answer of more than half of the seats, or of their weight;
    - ``unanimous``: the answer of all;
    - ``any``: *present* if one seat finds it, else *absent* if one does, else *unclear*, else *not_mentioned*.

    Without such an answer, and in a tie, the jury's is *unclear*. Where every seat failed, so did the jury.
    """
    if all(ballot.answer is None for ballot in ballots):
        return _failure(jury, criterion, ballots)
    answer = _winner(rule, ballots) or "unclear"
    votes = [item.vote for item in ballots if isinstance(item.vote, Vote) and item.vote.answer == answer]
    methods = {vote.method for vote in votes}
    margins = [vote.margin for vote in votes if vote.margin is not None]
    return Vote(
        critic=jury,
        criterion=criterion,
        method=methods.pop() if len(methods) == 1 else "text",
        answer=answer,
        reason=f"{rule} of {len(ballots)}: {_tally(ballots)}",
        quotes=tuple(dict.fromkeys(quote for vote in votes for quote in vote.quotes)),
        searched=tuple(dict.fromkeys(part for vote in votes for part in vote.searched)),
        margin=min(margins) if len(margins) == len(votes) and margins else None,
    )


def _winner(rule: Rule, ballots: Sequence[Ballot]) -> Answer | None:
    match rule:
        case "majority":
            return _heaviest([(ballot.answer, 1.0) for ballot in ballots])
        case "weighted":
            return _heaviest([(ballot.answer, ballot.weight) for ballot in ballots])
        case "unanimous":
            answers = {ballot.answer for ballot in ballots}
            return answers.pop() if len(answers) == 1 else None
        case "any":
            given = {ballot.answer for ballot in ballots}
            return next((answer for answer in ANY_ORDER if answer in given), None)
        case _:
            assert_never(rule)


def _heaviest(weighed: Sequence[tuple[Answer | None, float]]) -> Answer | None:
    sums: dict[Answer, float] = defaultdict(float)
    for answer, weight in weighed:
        if answer is not None:
            sums[answer] += weight
    half = sum(weight for _, weight in weighed) / 2
    return next((answer for answer, weight in sums.items() if weight > half), None)


def _tally(ballots: Sequence[Ballot]) -> str:
    return ", ".join(f"{item.seat} {item.answer or f'failed ({_kind(item)})'}" for item in ballots)


def _kind(ballot: Ballot) -> str:
    return ballot.vote.kind if isinstance(ballot.vote, VoteFailure) else ""


def _failure(jury: str, criterion: str, ballots: Sequence[Ballot]) -> VoteFailure:
    kind = Counter(_kind(ballot) for ballot in ballots).most_common(1)[0][0]
    return VoteFailure(jury, criterion, kind, f"no member answered: {_tally(ballots)}")
