"""Looks at a run from outside: a reading of its ledger that holds nothing up and changes nothing."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from casewright.errors import UnknownNameError
from casewright.ledger.protocol import Event, Held, Ledger, RunRow, Spent
from casewright.ledger.spool import Spool
from casewright.runs.limits import RunLimits
from casewright.runs.status.standing import HeldSample, Note, OrderStatus, RunStatus, needed, order_status
from casewright.wire import from_json

__all__ = ["NOTED", "RunWatch"]

NOTED = ("budget", "cancelled", "ended", "reopened")
"""Events that a person is told."""
FINISHED = ("passed", "decided")
WINDOW_SECONDS = 900.0
PAGE = 5000


@dataclass
class RunWatch:
    """Looks at a run again and again; reads each event once.

    Args:
        ledger: Where it is.
        run: Its id.
        spool: Where finished calls wait that the ledger could not take.
        clock: Seconds since the epoch, to say how long samples are held.
    """

    ledger: Ledger
    run: str
    spool: Path | None = None
    clock: Callable[[], float] = time.time
    _after: int = 0
    _finished: deque[float] = field(default_factory=deque)
    _claimed: dict[str, float] = field(default_factory=dict)
    _notes: list[Note] = field(default_factory=list)

    async def look(self) -> RunStatus:
        """How the run stands now.

        Raises:
            UnknownNameError: the ledger has no such run.
        """
        row = await self.ledger.run(self.run)
        if row is None:
            raise UnknownNameError("run", self.run, [known.id for known in await self.ledger.runs()])
        await self._catch_up()
        spent, limits = await self.ledger.spent(self.run), _limits(row)
        orders = await self._orders(spent, limits)
        held = await self.ledger.held(self.run)
        pace = self._pace()
        return RunStatus(
            run=self.run,
            state=row.state,
            orders=orders,
            held=tuple(self._held(one) for one in held),
            spent=_total(spent.values()),
            limits=limits.total,
            bill=await self.ledger.bill(self.run),
            samples_an_hour=None if pace is None else 3600 * pace,
            seconds_left=_left(orders, pace) if held else None,
            waiting_calls=len(Spool(self.spool)) if self.spool else 0,
            notes=tuple(self._notes),
        )

    async def _orders(self, spent: Mapping[str, Spent], limits: RunLimits) -> tuple[OrderStatus, ...]:
        wanted = {row.id: row.n for row in await self.ledger.orders(self.run)}
        tallies = await self.ledger.tallies(self.run)
        return tuple(
            order_status(tally, wanted[tally.order], spent.get(tally.order, Spent()), limits.of(tally.order))
            for tally in tallies
        )

    async def _catch_up(self) -> None:
        while found := await self.ledger.events(self.run, self._after, PAGE):
            self._after = found[-1].sequence
            self._take(found)

    def _take(self, events: Sequence[Event]) -> None:
        for event in events:
            if event.sample is None and event.kind in NOTED and event.payload.get("how") != "complete":
                self._notes.append(Note(event.kind, event.at, event.payload))
            elif event.kind == "claimed" and event.sample:
                self._claimed[event.sample] = event.at
            elif event.sample and self._claimed.pop(event.sample, None) is not None and event.kind in FINISHED:
                self._finished.append(event.at)
        while self._finished and self._finished[0] < self._finished[-1] - WINDOW_SECONDS:
            self._finished.popleft()

    def _pace(self) -> float | None:
        """Samples a second between the first and the last that were finished in the window."""
        if len(self._finished) < 2:
            return None
        span = self._finished[-1] - self._finished[0]
        return (len(self._finished) - 1) / span if span > 0 else None

    def _held(self, one: Held) -> HeldSample:
        since = self._claimed.get(one.claim.sample)
        seconds = None if since is None else max(0.0, self.clock() - since)
        return HeldSample(one.claim.sample, one.worker, seconds, one.seconds_left)


def _limits(row: RunRow) -> RunLimits:
    """What the run may use, as its last start recorded it."""
    found: RunLimits = from_json(RunLimits, row.how.get("budgets", {}))
    return found


def _left(orders: tuple[OrderStatus, ...], pace: float | None) -> float | None:
    missing = needed(orders)
    return None if pace is None or missing is None else missing / pace


def _total(spent: Iterable[Spent]) -> Spent:
    listed = list(spent)
    return Spent(**{item.name: sum(getattr(one, item.name) for one in listed) for item in fields(Spent)})
