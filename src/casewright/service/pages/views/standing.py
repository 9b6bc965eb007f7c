"""How a run stands, order by order, from what its ledger counts: no sample is read for it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from casewright.icd10 import table
from casewright.ledger.protocol import Bill, Ledger, OrderRow, RunRow, Spent, Tally
from casewright.measures.rates import rate
from casewright.runs.assessing import is_evaluation
from casewright.runs.limits import OrderLimits
from casewright.runs.status.standing import OrderStatus
from casewright.service.pages.wording import outcome_word
from casewright.service.records import ending_why

__all__ = ["Group", "OrderStanding", "Part", "RunStanding", "Share", "group", "groups_of", "standing_of", "title_of"]

SHOWN = ("accepted", "needs_review", "rejected", "error", "surplus", "cancelled", "passed", "leased", "planned")
"""Outcomes and states of samples in the order of every bar."""
Part = tuple[str, float, str]
"""Of a bar: outcome or state, its share of all samples, and both in words."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its n and its 95 % Wilson interval; all ``None`` where n is 0."""

    value: float | None
    n: int
    low: float | None
    high: float | None

    @classmethod
    def of(cls, hits: int, n: int) -> Share:
        found = rate(hits, n)
        return cls(found.rate, n, found.low, found.high)


@dataclass(frozen=True, slots=True)
class OrderStanding(OrderStatus):
    """How an order stands, with what it asks for."""

    code: str
    title: str
    language: str
    kind: str
    level: str

    @property
    def counts(self) -> Mapping[str, int]:
        """Samples by outcome, and by state where they have none yet."""
        return dict[str, int]((*self.states.items(), *self.outcomes.items()))

    @property
    def passed(self) -> int:
        """Let through, also where the order was full."""
        return self.accepted + self.outcomes.get("surplus", 0)

    @property
    def tried(self) -> int:
        """Decided otherwise than by being cancelled."""
        return sum(self.outcomes.values()) - self.outcomes.get("cancelled", 0)


@dataclass(frozen=True, slots=True)
class Group:
    """Orders put together, such as all of a code."""

    name: str
    title: str
    wanted: int
    accepted: int
    samples: int
    outcomes: Mapping[str, int]
    acceptance: Share
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RunStanding:
    """A run now. ``ending`` says how its last start ended, once it is over."""

    run: str
    kind: str
    """``orders`` or ``reports``: written here, or handed in to be evaluated."""
    state: str
    """``open``, ``cancelled``, or how it ended: ``complete``, ``short``, ``paused``, …"""
    over: bool
    why: str
    writer: str
    began: float | None
    ended: float | None
    orders: tuple[OrderStanding, ...]
    judging: str | None = None
    held: int = 0
    spent: Spent = field(default_factory=Spent)
    bill: Bill | None = None

    @property
    def whole(self) -> Group:
        """All orders together."""
        return group("all", "", self.orders)

    @property
    def whys(self) -> tuple[str, ...]:
        """Why it ended so, order by order."""
        parts = re.split(r"; (?=\S+: )", self.why)
        return tuple(part for part in parts if part)

    @property
    def short(self) -> int:
        return sum(order.short for order in self.orders)

    @property
    def undecided(self) -> int:
        return sum(order.undecided for order in self.orders)


@cache
def _loaded() -> None:
    """Reads the code table and loads what counts intervals: once, and in a thread, so that nobody else waits."""
    table()
    rate(1, 2)


async def standing_of(ledger: Ledger, row: RunRow, *, money: bool = True) -> RunStanding:
    """How a run stands now.

    Args:
        ledger: Where it is.
        row: The run.
        money: Whether to add up what was spent and who works on it, which lists leave out.
    """
    await asyncio.to_thread(_loaded)
    orders, tallies = await ledger.orders(row.id), {one.order: one for one in await ledger.tallies(row.id)}
    spent = await ledger.spent(row.id) if money else {}
    first = await ledger.events(row.id, 0, 1)
    ended = await ledger.latest(row.id, "ended") if row.over else None
    told: Mapping[str, Any] = ended.payload if ended else {}
    return RunStanding(
        run=row.id,
        kind="reports" if is_evaluation(row) else "orders",
        state="cancelled" if row.state == "cancelled" else str(told.get("how", "over")) if row.over else "open",
        over=row.over or row.state == "cancelled",
        why=ending_why(str(told.get("why") or "")),
        writer=_writer(row),
        began=first[0].at if first else None,
        ended=ended.at if ended else None,
        orders=tuple(
            _order(one, tallies.get(one.id, Tally(one.id, {}, {}, 0)), spent.get(one.id, Spent())) for one in orders
        ),
        judging=await ledger.judging(row.id),
        held=len(await ledger.held(row.id)) if money else 0,
        spent=_sum(spent.values()),
        bill=await ledger.bill(row.id) if money else None,
    )


def groups_of(orders: Sequence[OrderStanding], by: str) -> tuple[Group, ...]:
    """Orders by ``code``, ``language`` or ``kind``, in the orders' order."""
    found: dict[str, list[OrderStanding]] = {}
    for order in orders:
        found.setdefault(getattr(order, by), []).append(order)
    return tuple(group(name, own[0].title if by == "code" else "", own) for name, own in found.items())


def group(name: str, title: str, orders: Iterable[OrderStanding]) -> Group:
    """Orders as one."""
    own = list(orders)
    counts = {key: sum(one.counts.get(key, 0) for one in own) for key in SHOWN}
    samples = sum(one.samples for one in own)
    return Group(
        name=name,
        title=title,
        wanted=sum(one.n for one in own),
        accepted=sum(one.accepted for one in own),
        samples=samples,
        outcomes={key: count for key, count in counts.items() if count},
        acceptance=Share.of(sum(one.passed for one in own), sum(one.tried for one in own)),
        parts=tuple((key, count / samples, f"{count:,} {outcome_word(key)}") for key, count in counts.items() if count),
    )


def title_of(system: str, code: str) -> str:
    """The code's English title; empty where no table at hand has it."""
    from casewright.errors import CasewrightError

    try:
        return table(system).title(code).text
    except CasewrightError:
        return ""


def _order(row: OrderRow, tally: Tally, spent: Spent) -> OrderStanding:
    asked = row.order
    return OrderStanding(
        order=row.id,
        n=row.n,
        samples=tally.samples,
        states=tally.states,
        outcomes=tally.outcomes,
        spent=spent,
        limits=OrderLimits(),
        code=str(asked["code"]),
        title=title_of(str(asked["system"]), str(asked["code"])),
        language=str(asked["language"]),
        kind=str(asked["kind"]),
        level=str(asked.get("level", "")),
    )


def _writer(row: RunRow) -> str:
    recipe: Mapping[str, Any] = row.how.get("recipe") or {}
    return str(recipe.get("writer") or "")


def _sum(spent: Iterable[Spent]) -> Spent:
    listed = list(spent)
    return Spent(**{one.name: sum(getattr(item, one.name) for item in listed) for one in fields(Spent)})
