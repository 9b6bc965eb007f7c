"""How much a run, and each of its orders, may use; how it is run, so nothing of it is in the run's identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from casewright.settings import HowToRun

__all__ = ["OrderLimits", "RunLimits", "WhenSpent", "beside_settings"]

BUDGETS = ("max_calls", "max_tokens", "max_usd", "max_seconds")
"""The limits that settings may set, too."""

WhenSpent = Literal["finish", "pause", "cancel"]
"""What happens once a budget is used up: ``finish`` what is in flight and begin no more (a run goes on with its
other orders), ``pause`` the whole run, or ``cancel`` what is undecided, too."""


@dataclass(frozen=True, slots=True)
class OrderLimits:
    """Limits of one order, or of a run as a whole; ``None`` is no limit (of samples: 10 + 5 n).

    Budgets count what was used over all starts of a run, and are looked at before more is begun: what is in flight may
    exceed them. ``max_seconds`` of an order are seconds that its samples were worked on; of a run, seconds of wall
    time of one start.
    """

    max_samples: int | None = None
    max_calls: int | None = None
    max_tokens: int | None = None
    max_usd: float | None = None
    max_seconds: float | None = None
    when_spent: WhenSpent = "finish"


@dataclass(frozen=True, slots=True)
class RunLimits:
    """Limits of the whole run, and by order id."""

    total: OrderLimits = field(default_factory=OrderLimits)
    by_order: Mapping[str, OrderLimits] = field(default_factory=dict)

    def of(self, order: str) -> OrderLimits:
        """The limits of an order; without its own it has none but the default number of samples."""
        return self.by_order.get(order, OrderLimits(max_samples=self.total.max_samples))


def beside_settings(given: RunLimits, how: HowToRun) -> RunLimits:
    """The limits given, and the budgets of settings where they say nothing."""
    own = {name: getattr(given.total, name) for name in BUDGETS}
    said = {name: getattr(how, name) if value is None else value for name, value in own.items()}
    return replace(given, total=replace(given.total, **said))
