"""Budgets that hold over all starts of a run: what its orders used, against what they may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from casewright.ledger.protocol import Ledger, OrderRow, Spent
from casewright.runs.ending import SpentLimit
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.wire import to_json

__all__ = ["Allowance", "Purse"]

NOTHING = Spent()
SHARE_OF_TIME = 20
"""What was used is read again once this many times the reading's own time have passed."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Which limits have run out, and what that leaves."""

    orders: tuple[str, ...] = ()
    """All orders of the run."""
    spent: tuple[SpentLimit, ...] = ()

    @property
    def of_run(self) -> SpentLimit | None:
        """The limit that ends the whole run: its own, or of an order that pauses it."""
        return next((one for one in self.spent if one.order is None or one.then == "pause"), None)

    @property
    def closed(self) -> frozenset[str]:
        """Orders of which no more is begun."""
        return frozenset(self.orders if self.of_run else (one.order for one in self.spent if one.order))

    @property
    def open(self) -> tuple[str, ...] | None:
        """Orders that samples may be claimed of; ``None`` for all."""
        return tuple(order for order in self.orders if order not in self.closed) if self.spent else None

    @property
    def cancelled(self) -> frozenset[str]:
        """Orders whose undecided samples are given up."""
        found = [one for one in self.spent if one.then == "cancel"]
        return frozenset(self.orders if any(one.order is None for one in found) else (one.order or "" for one in found))


@dataclass
class Purse:
    """Looks at a run's limits before more is begun; notes in the ledger which of them ran out, each once."""

    ledger: Ledger
    run: str
    limits: RunLimits
    started: float = field(default_factory=monotonic)
    _known: Mapping[str, Spent] = field(default_factory=dict, init=False)
    _fresh_until: float = field(default=float("-inf"), init=False)
    _noted: set[tuple[str | None, str]] = field(default_factory=set, init=False)

    async def look(self, orders: Sequence[OrderRow]) -> Allowance:
        """What may still be begun."""
        names = tuple(row.id for row in orders)
        if self._has_budgets(names):
            await self._read()
        found = tuple(self._spent(names))
        for one in found:
            await self._note(one)
        return Allowance(names, found)

    def _has_budgets(self, orders: Sequence[str]) -> bool:
        total = self.limits.total
        of_run = any(limit is not None for limit in (total.max_calls, total.max_tokens, total.max_usd))
        own = [self.limits.by_order[order] for order in orders if order in self.limits.by_order]
        return of_run or any(map(_has_budgets, own))

    async def _read(self) -> None:
        began = monotonic()
        if began < self._fresh_until:
            return
        self._known = await self.ledger.spent(self.run)
        ended = monotonic()
        self._fresh_until = ended + min(SHARE_OF_TIME * (ended - began), 5.0) if ended - began > 0.01 else ended

    def _spent(self, orders: Sequence[str]) -> Iterator[SpentLimit]:
        total = _sum(self._known.values())
        yield from _over(None, self.limits.total, total, monotonic() - self.started)
        for order in orders:
            limits = self.limits.by_order.get(order)
            if limits is not None:
                used = self._known.get(order, NOTHING)
                yield from _over(order, limits, used, used.seconds)

    async def _note(self, one: SpentLimit) -> None:
        if (one.order, one.what) not in self._noted:
            self._noted.add((one.order, one.what))
            await self.ledger.note(self.run, "budget", to_json(one))


def _has_budgets(limits: OrderLimits) -> bool:
    asked = (limits.max_calls, limits.max_tokens, limits.max_usd, limits.max_seconds)
    return any(limit is not None for limit in asked)


def _over(order: str | None, limits: OrderLimits, used: Spent, seconds: float) -> Iterator[SpentLimit]:
    then = limits.when_spent
    for what, amount, most in (
        ("calls", used.calls, limits.max_calls),
        ("tokens", used.tokens, limits.max_tokens),
        ("usd", used.usd, limits.max_usd),
        ("seconds", seconds, limits.max_seconds),
    ):
        if most is not None and amount >= most:
            yield SpentLimit(order, what, amount, most, then)  # type: ignore[arg-type]


def _sum(parts: Iterable[Spent]) -> Spent:
    found = tuple(parts)
    return Spent(
        calls=sum(one.calls for one in found),
        tokens=sum(one.tokens for one in found),
        usd=sum(one.usd for one in found),
        seconds=sum(one.seconds for one in found),
        unpriced=sum(one.unpriced for one in found),
    )
