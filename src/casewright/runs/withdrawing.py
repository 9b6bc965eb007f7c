"""Taking back what people decided: the outcome that stood before any of them, as one more decision."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.ledger.outcomes import effective_decision
from casewright.types import Decision, Outcome

__all__ = ["WITHDRAWN", "before_people", "is_withdrawal", "was_decided"]

WITHDRAWN = "withdrawn"
"""Target of the reason that a withdrawal is told by."""


def is_withdrawal(decision: Decision | None) -> bool:
    """Whether a decision takes back what people said before."""
    return decision is not None and any(reason.target == WITHDRAWN for reason in decision.reasons)


def was_decided(decisions: Sequence[tuple[int, Decision]], judging: str) -> bool:
    """Whether a person decided of a sample, under a judging."""
    return _first_word(decisions, judging) is not None


def before_people(decisions: Sequence[tuple[int, Decision]], judging: str, kept: Outcome) -> Outcome:
    """The outcome that stood before any person's word.

    Args:
        decisions: All of a sample, with their sequence numbers.
        judging: The judging in force.
        kept: The outcome in the sample's record, for one that a person decided before anybody else.
    """
    first = _first_word(decisions, judging)
    earlier = [(sequence, decision) for sequence, decision in decisions if first is None or sequence < first]
    found = effective_decision(earlier, judging)
    return found.outcome if found else kept


def _first_word(decisions: Sequence[tuple[int, Decision]], judging: str) -> int | None:
    said = (sequence for sequence, decision in decisions if decision.by == "person" and decision.judging == judging)
    return min(said, default=None)
