"""What only those who judged can say of a run, kept in its ledger, so that an export elsewhere can say it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from casewright.graphs.parts import Resolver
from casewright.ledger.protocol import Event, Ledger, OrderRow

__all__ = ["FIGURES", "STOPS", "History", "keep_figures", "read_history"]

FIGURES = "figures"
"""The kind of the event that holds them: of the summary the parts that need the cast, and no text."""

STOPS = ("ended", "stopped", "budget", "paused", "cancelled", "reopened")
"""Kinds of events that say why a run or an order ended early, or went on."""

ROUND = "round"
PAGE = 1000


@dataclass(frozen=True, slots=True)
class History:
    """The figures kept last under each judging, and what stopped the run or an order, in order."""

    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    stops: tuple[Event, ...] = ()
    given_up: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By order that the last round gave no more cases: the rule, and the ids that it failed by."""


async def keep_figures(
    ledger: Ledger, run: str, summary: Mapping[str, Any], resolve: Resolver, orders: Sequence[OrderRow]
) -> None:
    """Appends the figures of a summary; they stand until the next under its judging."""
    names = ("judging", "gate", "total", "seal", "panels", "parrot", "yields", "distribution", "diversity")
    rubrics = {_key(row): resolve(*_key(row)) for row in orders}
    used = {item.hash: {"id": item.id, "version": item.version, "status": item.status} for item in rubrics.values()}
    told = {name: summary[name] for name in names}
    await ledger.note(run, FIGURES, {**told, "rubrics": used, "casewright": version("casewright")})


async def read_history(ledger: Ledger, run: str) -> History:
    """What the run's events tell; all of them are read, a page at a time."""
    figures: dict[str, Mapping[str, Any]] = {}
    stops: list[Event] = []
    given_up: Mapping[str, Any] = {}
    last = 0
    while events := await ledger.events(run, after=last, limit=PAGE):
        last = events[-1].sequence
        figures |= {event.payload["judging"]: event.payload for event in events if event.kind == FIGURES}
        given_up = next((e.payload.get("stopped", {}) for e in reversed(events) if e.kind == ROUND), given_up)
        stops += [event for event in events if event.kind in STOPS and event.sample is None]
    return History(figures, tuple(stops), given_up)


def _key(row: OrderRow) -> tuple[str, str, str]:
    return row.order["system"], row.order["code"], row.order["kind"]
