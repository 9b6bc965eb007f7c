"""Whose decision stands: a person's (or an operator's) over the seal's, the seal's over the gate's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casewright.types import Decider, Decision

__all__ = ["RANK", "effective_decision"]

RANK: Mapping[Decider, int] = {"gate": 0, "seal": 1, "person": 2, "operator": 2}


def effective_decision(decisions: Iterable[tuple[int, Decision]], judging: str | None) -> Decision | None:
    """The latest by sequence within the highest rank, among (sequence, decision) pairs of one judging."""
    of_judging = [(RANK[d.by], sequence, d) for sequence, d in decisions if d.judging == judging]
    return max(of_judging, key=lambda row: row[:2])[2] if of_judging else None
