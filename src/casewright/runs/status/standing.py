"""How a run stands, as values that can be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casewright.ledger.protocol import Bill, RunState, SampleState, Spent, Tally
from casewright.runs.limits import OrderLimits
from casewright.types import Outcome

__all__ = ["HeldSample", "Note", "OrderStatus", "RunStatus", "needed", "order_status"]


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """An order: accepted + short = n, and samples = undecided + the sum of outcomes."""

    order: str
    n: int
    samples: int
    states: Mapping[SampleState, int]
    outcomes: Mapping[Outcome, int]
    spent: Spent
    limits: OrderLimits

    @property
    def accepted(self) -> int:
        return self.outcomes.get("accepted", 0)

    @property
    def short(self) -> int:
        return max(0, self.n - self.accepted)

    @property
    def undecided(self) -> int:
        return self.samples - sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class HeldSample:
    """A sample that somebody works on: since when, and for how long its lease still holds (below 0: run out)."""

    sample: str
    worker: str
    held_seconds: float | None
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened to the run as a whole, or to an order: given up, a budget used up, cancelled."""

    kind: str
    at: float
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunStatus:
    """How a run stands. ``samples_an_hour`` is the pace of the last quarter of an hour that it was worked on;
    ``seconds_left`` what is missing at that pace, ``None`` where there is none to judge by or nobody works."""

    run: str
    state: RunState
    orders: tuple[OrderStatus, ...]
    held: tuple[HeldSample, ...]
    spent: Spent
    limits: OrderLimits
    bill: Bill
    samples_an_hour: float | None
    seconds_left: float | None
    waiting_calls: int
    notes: tuple[Note, ...]

    @property
    def complete(self) -> bool:
        return all(order.short == 0 and order.undecided == 0 for order in self.orders)


def needed(orders: tuple[OrderStatus, ...]) -> float | None:
    """Samples that are still to be finished, at the acceptance so far; ``None`` before anything was accepted."""
    passed = sum(one.outcomes.get("accepted", 0) + one.outcomes.get("surplus", 0) for one in orders)
    tried = sum(sum(one.outcomes.values()) for one in orders)
    if not passed:
        return None
    return sum(max(one.undecided, one.short * tried / passed) for one in orders)


def order_status(tally: Tally, n: int, spent: Spent, limits: OrderLimits) -> OrderStatus:
    """From what the ledger counted."""
    return OrderStatus(tally.order, n, tally.samples, tally.states, tally.outcomes, spent, limits)
