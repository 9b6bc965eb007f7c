"""What a study may still use, over all its cells and starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import monotonic

from casewright.ledger.protocol import Spent
from casewright.runs.limits import OrderLimits
from casewright.studies.run.looking import sum_of

__all__ = ["StudyBudget"]


@dataclass
class StudyBudget:
    """Hands each cell what the others left.

    Attributes:
        limits: Of the whole study; ``max_seconds`` is wall time of one start.
        spent: What each cell used so far.
        started: Monotonic seconds.
    """

    limits: OrderLimits
    spent: dict[str, Spent] = field(default_factory=dict)
    started: float = field(default_factory=monotonic)

    def exhausted(self) -> str:
        """Which limit has run out, in words; empty while none has."""
        for name, used, most in self._amounts():
            if most is not None and used >= most:
                return f"{most:g} {name} are spent (max_{name} of the study; {used:g} used)"
        return ""

    def left(self, cell: str) -> OrderLimits:
        """The limits of a cell's run, whose own use so far they count in."""
        own = self.spent.get(cell, Spent())
        used = {"calls": own.calls, "tokens": own.tokens, "usd": own.usd, "seconds": 0.0}
        left = {
            f"max_{name}": None if most is None else most - all_used + used[name]
            for name, all_used, most in self._amounts()
        }
        return replace(self.limits, **left)  # type: ignore[arg-type]

    def _amounts(self) -> tuple[tuple[str, float, float | None], ...]:
        used, most = sum_of(self.spent.values()), self.limits
        return (
            ("calls", used.calls, most.max_calls),
            ("tokens", used.tokens, most.max_tokens),
            ("usd", used.usd, most.max_usd),
            ("seconds", monotonic() - self.started, most.max_seconds),
        )

    def note(self, spent: Mapping[str, Spent]) -> None:
        """What cells used so far."""
        self.spent.update(spent)
