"""What is known at the end of a round: a pure reading of the ledger, so that any engine draws the same cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casewright.ledger.protocol import Ledger, OrderRow

__all__ = ["Outlook", "Steering", "Stop"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why an order is given up: the rule, what failed by id, and a sentence for the user."""

    rule: str
    blocked_by: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the next round is drawn by.

    ``steers`` holds, by order, one small JSON object for each place of the round, which goes into the sample's request
    under ``steer`` and so to `CaseRequest.steer`; ``stopped`` the orders that are given up.
    """

    steers: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    stopped: Mapping[str, Stop] = field(default_factory=dict)


@dataclass
class Steering:
    """Looks at what a run has, between rounds; keeps over the rounds of a process what it read already."""

    ledger: Ledger
    run: str
    orders: Sequence[OrderRow]
    judging: str
    round_size: int

    async def look(self) -> Outlook:
        """The outlook for the next round; every sample of the rounds before is decided."""
        return Outlook()
