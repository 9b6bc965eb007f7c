"""When an evaluation run is over: nothing is committed or planned, since each report stands for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casewright.ledger.protocol import OrderRow, Tally
from casewright.runs.ending import Ending
from casewright.runs.purse import Allowance
from casewright.runs.steward import Steward, Turn

__all__ = ["EvaluationSteward"]


@dataclass
class EvaluationSteward(Steward):
    """The steward of reports that exist."""

    @property
    def has_committed(self) -> bool:
        """There is nothing that another process could commit at less cost."""
        return True

    async def _advance(self, orders: Sequence[OrderRow], tallies: Sequence[Tally], allowed: Allowance) -> Turn:
        """Over, as soon as all that was handed in is there; budgets may leave reports undecided."""
        if sum(tally.samples for tally in tallies) < sum(order.n for order in orders):
            return "wait"  # whoever opened it hasn't handed in all of it
        await self._give_up(allowed, tallies)
        why = "; ".join(map(str, allowed.spent))
        if any(tally.states.get("planned", 0) for tally in tallies if tally.order not in allowed.cancelled):
            return self._over(Ending("paused", why, allowed.spent))
        return self._over(Ending("short" if allowed.cancelled else "complete", why, allowed.spent))
