"""When no judge could be heard for reasons that pass, a sample waits for its turn; it is never decided without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casewright.errors import FailureKind
from casewright.types import Vote, VoteFailure

__all__ = ["PASSING", "all_failed"]

PASSING: tuple[FailureKind, ...] = ("rate_limited", "server", "timeout", "connection", "breaker_open")
"""Failures that the same call may not meet again; nothing was paid for them, and the ledger keeps none."""


def all_failed(votes: Iterable[Vote | VoteFailure]) -> FailureKind | None:
    """The commonest passing failure, if no model answered anything and asking again later may go better.

    Votes by rules count for nobody: no model was asked for them. Where a model answered but once, or all failures
    would come again (refusals, garbage), it is ``None``, and the verdicts are left to what was heard.
    """
    asked = [vote for vote in votes if not (isinstance(vote, Vote) and vote.method == "rules")]
    if not asked or any(isinstance(vote, Vote) for vote in asked):
        return None
    kinds = Counter(vote.kind for vote in asked if isinstance(vote, VoteFailure))
    return max((kind for kind in PASSING if kinds[kind]), key=lambda kind: kinds[kind], default=None)
