"""A run's samples, a page at a time, as they stand by their effective decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from casewright.ledger.protocol import Ledger, OrderRow, SampleRow
from casewright.types import Outcome

__all__ = ["OUTCOMES", "SampleFilter", "SampleLine", "SamplePage", "choices_of", "page_of"]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class SampleFilter:
    """Which samples are shown; empty is all of them."""

    outcome: Outcome | None = None
    code: str = ""
    language: str = ""

    @property
    def query(self) -> dict[str, str]:
        """As an address has it."""
        told = {"outcome": self.outcome or "", "code": self.code, "language": self.language}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One sample; ``outcome`` is its state where nothing was decided. ``why`` are kinds of reasons, never a text."""

    id: str
    code: str
    language: str
    kind: str
    index: int
    round: int
    outcome: str
    by: str
    who: str
    why: tuple[str, ...]
    has_record: bool


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A page; ``next`` is the id to go on after, ``None`` at the end."""

    lines: tuple[SampleLine, ...]
    next: str | None


async def page_of(
    ledger: Ledger, run: str, chosen: SampleFilter, *, after: str | None = None, limit: int = 100
) -> SamplePage:
    """Samples in (round, order, index) order, from the one after ``after``.

    Raises:
        UnknownNameError: the run has no sample ``after``.
    """
    orders = {row.id: row for row in await ledger.orders(run)}
    wanted = [row.id for row in orders.values() if _fits(row, chosen)]
    if not wanted:
        return SamplePage((), None)
    rows = await ledger.page(
        run,
        after=after,
        limit=limit + 1,
        outcomes=[chosen.outcome] if chosen.outcome else None,
        orders=wanted if len(wanted) < len(orders) else None,
    )
    shown = rows[:limit]
    lines = tuple(_line(row, orders[row.planned.order]) for row in shown)
    return SamplePage(lines, shown[-1].planned.id if len(rows) > limit else None)


def choices_of(orders: Sequence[OrderRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes and languages that a run's samples can be filtered by."""
    codes = dict.fromkeys(str(row.order["code"]) for row in orders)
    return tuple(codes), tuple(dict.fromkeys(str(row.order["language"]) for row in orders))


def _fits(row: OrderRow, chosen: SampleFilter) -> bool:
    asked = row.order
    return chosen.code in ("", asked["code"]) and chosen.language in ("", asked["language"])


def _line(row: SampleRow, order: OrderRow) -> SampleLine:
    decided = row.decision
    return SampleLine(
        id=row.planned.id,
        code=str(order.order["code"]),
        language=str(order.order["language"]),
        kind=str(order.order["kind"]),
        index=row.planned.index,
        round=row.planned.round,
        outcome=decided.outcome if decided else row.state,
        by=decided.by if decided else "",
        who=(decided.who or "") if decided else "",
        why=tuple(dict.fromkeys(one.kind for one in decided.reasons)) if decided else (),
        has_record=row.has_record,
    )
