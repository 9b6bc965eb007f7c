"""Calls, tokens and dollars, added up and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from casewright.ledger.protocol import Spent
from casewright.runs.limits import OrderLimits
from casewright.service.principal import KeyLimits

__all__ = ["NOTHING", "Caps", "Sum"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What was used."""

    calls: int = 0
    tokens: int = 0
    usd: float = 0.0

    @classmethod
    def of(cls, spent: Iterable[Spent]) -> Sum:
        """What the orders of a run used."""
        found = cls()
        for one in spent:
            found += cls(one.calls, one.tokens, one.usd)
        return found

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.calls + other.calls, self.tokens + other.tokens, self.usd + other.usd)

    def at_least(self, other: Sum) -> Sum:
        """The larger of each."""
        return Sum(max(self.calls, other.calls), max(self.tokens, other.tokens), max(self.usd, other.usd))


NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class Caps:
    """Bounds; ``None`` is none."""

    calls: int | None = None
    tokens: int | None = None
    usd: float | None = None

    @classmethod
    def of_key(cls, limits: KeyLimits) -> Caps:
        return cls(limits.calls, limits.tokens, limits.usd)

    @classmethod
    def of_run(cls, limits: OrderLimits) -> Caps:
        return cls(limits.max_calls, limits.max_tokens, limits.max_usd)

    @classmethod
    def parse(cls, text: str | None) -> Caps:
        """As `text` wrote it."""
        return cls(**json.loads(text)) if text else cls()

    @property
    def text(self) -> str:
        return json.dumps(asdict(self))

    @property
    def bound(self) -> bool:
        """Whether there is a bound at all."""
        return any(one is not None for one in (self.calls, self.tokens, self.usd))

    @property
    def held(self) -> Sum:
        """What they let through, as far as they bound it."""
        return Sum(self.calls or 0, self.tokens or 0, self.usd or 0.0)

    def minus(self, used: Sum) -> OrderLimits:
        """What is left of them; zero or less where they are used up."""
        return OrderLimits(
            max_calls=None if self.calls is None else self.calls - used.calls,
            max_tokens=None if self.tokens is None else self.tokens - used.tokens,
            max_usd=None if self.usd is None else self.usd - used.usd,
        )
