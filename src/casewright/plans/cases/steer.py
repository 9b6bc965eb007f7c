"""What a run asks of one case, so that what it accepts becomes what was ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casewright.errors import UsageError
from casewright.plans.cases.chance import pick_share

__all__ = ["NO_STEER", "Steer", "choose", "read_steer"]

PERSON = ("age", "sex")
TELLING = ("informant", "presenting", "register")


@dataclass(frozen=True, slots=True)
class Steer:
    """Wishes that hold as far as they can be met; what was drawn is in the case's person and traits.

    Attributes:
        series: Seeds what an order's cases share: strata that alternate, decks that go on from case to case. Without
            it each case's own seed does, and then cases of different seeds share nothing.
        asks: The value wanted, by trait: age (a band), sex, severity, course, setting, stressor, comorbidity,
            presenting, register, informant.
        prefer: Concepts to make true and to tell before others.
        avoid: Concepts to make true and to tell after others.
    """

    series: int | None = None
    asks: Mapping[str, str] = field(default_factory=dict)
    prefer: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    def weaker(self) -> tuple[Steer, ...]:
        """This one, and what is left of it step by step: without what is told by whom, the person alone, nothing."""
        told = {name: value for name, value in self.asks.items() if name not in TELLING}
        person = {name: value for name, value in self.asks.items() if name in PERSON}
        steps = (
            self,
            replace(self, asks=told, prefer=(), avoid=()),
            replace(self, asks=person, prefer=(), avoid=()),
            Steer(self.series),
        )
        return tuple(step for place, step in enumerate(steps) if step not in steps[:place])

    def rank(self, concept: str) -> int:
        """-1 for what comes before others, 1 for what comes after them."""
        return -(concept in self.prefer) or int(concept in self.avoid)


NO_STEER = Steer()


def read_steer(given: Mapping[str, Any]) -> Steer:
    """A steer as a request holds it.

    Raises:
        UsageError: a key that this version doesn't know: what it asks for would silently not be drawn.
    """
    odd = sorted(set(given) - {"series", "asks", "prefer", "avoid"})
    if odd:
        raise UsageError(f"a case is steered by {odd[0]!r}; known: asks, avoid, prefer, series")
    asks = {str(name): str(value) for name, value in given.get("asks", {}).items()}
    return Steer(given.get("series"), asks, tuple(given.get("prefer", ())), tuple(given.get("avoid", ())))


def choose(shares: Mapping[str, float], quantile: float, asked: str | None) -> str:
    """The value asked for, where a distribution has it; else the one at a quantile."""
    return asked if asked is not None and shares.get(asked, 0) > 0 else pick_share(shares, quantile)
