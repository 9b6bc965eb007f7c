"""What a run used and what stopped it, from its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casewright.ledger.protocol import Bill, Event, RunState, Spent

__all__ = ["Used"]


@dataclass(frozen=True, slots=True)
class Used:
    """By order what its calls used, over all starts; what they came to; what stopped the run or an order."""

    spent: Mapping[str, Spent] = field(default_factory=dict)
    bill: Bill | None = None
    stops: tuple[Event, ...] = ()
    state: RunState = "open"
    given_up: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By order that got no more cases: the rule, and the ids that it failed by."""
    own_cases: frozenset[str] = frozenset()
    """Orders whose cases a user gave."""
