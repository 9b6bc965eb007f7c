"""A run as whoever works on it sees it: where it is kept, what decides about it, how much it may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casewright.ledger.protocol import Ledger
from casewright.runs.limits import RunLimits

__all__ = ["Assignment"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker and a steward share. Everything that changes is in the ledger."""

    ledger: Ledger
    run: str
    judging: str
    seed: int
    round_size: int
    floor: float
    """Least novelty of an accepted report."""
    limits: RunLimits = field(default_factory=RunLimits)
    cases: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """The user's own, by order."""
    stop_early: bool = True
    """Whether orders are given up that can't be filled as far as can be told."""
