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

    ``what`` is ``samples``, ``calls``, ``tokens``, ``usd``, ``seconds`` or ``prices`` (dollars are limited, and a
    model's price is not known). Noted in the ledger as an event of kind ``budget``.
    """

    order: str | None
    what: Literal["samples", "calls", "tokens", "usd", "seconds", "prices"]
    used: float
    allowed: float
    then: WhenSpent


@dataclass(frozen=True, slots=True)
class Ending:
    """How a start of a run ended. ``paused`` leaves samples undecided that the same command goes on with."""

    how: Literal["complete", "short", "paused", "stopped", "cancelled"]
    why: str = ""
    spent: tuple[SpentLimit, ...] = ()
    stopped: Mapping[str, Stop] = field(default_factory=dict)
    """Orders that were given up, with the rule."""
