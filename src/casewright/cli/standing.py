"""How a run stands, for people: a line an order, who works on what, what is spent, and why it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from casewright.cli.lengths import clock, dollars, length
from casewright.cli.tables import visible
from casewright.types import Outcome

if TYPE_CHECKING:
    from rich.console import RenderableType

    from casewright.ledger.protocol import Bill, Spent
    from casewright.runs.limits import OrderLimits
    from casewright.runs.status import HeldSample, Note, OrderStatus, RunStatus

__all__ = ["standing"]

MOST_HELD, MOST_NOTES = 10, 8
OUTCOMES: tuple[Outcome, ...] = ("rejected", "needs_review", "error", "cancelled", "surplus")


def standing(found: RunStatus) -> RenderableType:
    """Everything on one screen; of many held samples those held longest."""
    return Group(*(line for part in (_head, _orders, _held, _money, _notes) for line in part(found)))


def _head(found: RunStatus) -> Iterator[RenderableType]:
    accepted = sum(min(one.accepted, one.n) for one in found.orders)
    wanted = sum(one.n for one in found.orders)
    state = _activity(found)
    yield Text(f"run {found.run}: {state}; {accepted} accepted + {wanted - accepted} short = {wanted}")
    if found.samples_an_hour is not None and found.held and not found.complete:
        left = "" if found.seconds_left is None else f", about {length(found.seconds_left)} left at this acceptance"
        yield Text(f"pace: {found.samples_an_hour:,.0f} samples an hour{left}")


def _activity(found: RunStatus) -> str:
    if found.state == "cancelled" or found.complete:
        return "cancelled" if found.state == "cancelled" else "complete"
    live = sum(one.seconds_left > 0 for one in found.held)
    if live:
        return f"samples being worked on: {live}"
    ended = next((note.payload.get("how") for note in reversed(found.notes) if note.kind == "ended"), None)
    return "nobody works on it" + (f" (its last start ended {ended})" if ended else "")


def _orders(found: RunStatus) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False)
    table.add_column("order", no_wrap=True)
    shown = [name for name in OUTCOMES if any(one.outcomes.get(name) for one in found.orders)]
    for name in ("n", "accepted", "short", "samples", *shown, "undecided", "spent"):
        table.add_column(name, justify="left" if name == "spent" else "right", no_wrap=name != "spent")
    for one in found.orders:
        counts = (one.n, one.accepted, one.short, one.samples, *(one.outcomes.get(name, 0) for name in shown))
        spent = _spent(one.spent, one.limits)
        table.add_row(escape(visible(one.order)), *map(str, counts), _undecided(one), escape(spent))
    yield table


def _undecided(one: OrderStatus) -> str:
    states = ", ".join(f"{count} {state}" for state, count in one.states.items() if state != "decided" and count)
    return f"{one.undecided} ({states})" if one.undecided else "0"


def _held(found: RunStatus) -> Iterator[RenderableType]:
    longest = sorted(found.held, key=lambda one: -(one.held_seconds or 0.0))
    for one in longest[:MOST_HELD]:
        yield Text(f"  {visible(one.sample)} held by {visible(one.worker)}{_since(one)}", style="dim")
    if len(longest) > MOST_HELD:
        yield Text(f"  and {len(longest) - MOST_HELD} more", style="dim")


def _since(one: HeldSample) -> str:
    since = "" if one.held_seconds is None else f" for {clock(one.held_seconds)}"
    if one.seconds_left <= 0:
        return f"{since}; its lease ran out {clock(-one.seconds_left)} ago, so anybody may take it"
    return f"{since}; its lease holds for {clock(one.seconds_left)}"


def _money(found: RunStatus) -> Iterator[RenderableType]:
    yield Text(f"spent: {_spent(found.spent, found.limits)}")
    yield Text(f"calls: {_bill(found.bill)}")
    if found.waiting_calls:
        told = f"{found.waiting_calls} finished calls wait on disk for the ledger to take them; nothing of them is lost"
        yield Text(told, style="yellow")


def _spent(spent: Spent, limits: OrderLimits) -> str:
    parts = (
        _beside(f"{spent.calls:,} calls", limits.max_calls),
        _beside(f"{spent.tokens:,} tokens", limits.max_tokens),
        _beside(dollars(spent.usd), limits.max_usd, dollars),
    )
    unpriced = f" (and {spent.unpriced} calls of unknown price)" if spent.unpriced else ""
    return ", ".join(parts) + unpriced


def _beside(told: str, allowed: float | None, show: Any = "{:,}".format) -> str:
    return told if allowed is None else f"{told} of {show(allowed)}"


def _bill(bill: Bill) -> str:
    return (
        f"{bill.begun:,} begun = {bill.completed:,} completed + {bill.again:,} answered again "
        f"+ {bill.failed:,} failed + {bill.open:,} open"
    )


def _notes(found: RunStatus) -> Iterator[RenderableType]:
    for note in found.notes[-MOST_NOTES:]:
        at = datetime.fromtimestamp(note.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        yield Text(f"{at} {visible(_told(note))}", style="yellow")


def _told(note: Note) -> str:
    said = note.payload
    match note.kind:
        case "budget":
            whose = said.get("order") or "the run"
            return (
                f"budget of {whose}: {said.get('used', 0):g} {said.get('what')} of {said.get('allowed', 0):g} are used"
            )
        case "cancelled":
            return f"cancelled, with {said.get('samples', 0)} samples undecided"
        case "ended":
            return f"a start ended {said.get('how')}" + (f": {said['why']}" if said.get("why") else "")
        case _:
            return note.kind
