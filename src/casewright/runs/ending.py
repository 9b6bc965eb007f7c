"""How a start of a run ended, for its summary: complete, short and why, paused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from casewright.runs.limits import WhenSpent
from casewright.runs.steering.outlook import Stop

__all__ = ["Ending", "SpentLimit"]


@dataclass(frozen=True, slots=True)
class SpentLimit:
    """A limit that ran out: of an order, or of the whole run where ``order`` is ``None``.

    Budgets (all but ``samples``) are noted in the ledger as events of kind ``budget``, with these fields.
    """

    order: str | None
    what: Literal["samples", "calls", "tokens", "usd", "seconds"]
    used: float
    allowed: float
    then: WhenSpent

    def __str__(self) -> str:
        if self.what == "samples":
            return f"{self.order}: all of its {self.allowed:g} samples were tried"
        whose = self.order or "the run"
        return f"{self.allowed:g} {self.what} are spent (max_{self.what} of {whose}; {self.used:g} used)"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a start of a run ended. ``paused`` leaves samples undecided that the same command goes on with."""

    how: Literal["complete", "short", "paused", "stopped", "cancelled"]
    why: str = ""
    spent: tuple[SpentLimit, ...] = ()
    stopped: Mapping[str, Stop] = field(default_factory=dict)
    """Orders that were given up, with the rule."""

    @property
    def budget(self) -> SpentLimit | None:
        """The limit that ended the whole run: its own, or of an order that pauses it."""
        of_run = (one for one in self.spent if one.order is None or one.then == "pause")
        return None if self.how == "complete" else next(of_run, None)

    @property
    def leaves_undecided(self) -> bool:
        """Whether samples may be left that nothing was decided about."""
        return self.how in ("paused", "stopped") or any(one.what != "samples" for one in self.spent)
