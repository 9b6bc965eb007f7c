"""Between rounds: what passed is committed, what is known is looked at, and the next cases are planned."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from casewright.ledger.protocol import JSON, OrderRow, SampleState, Tally
from casewright.runs.accepted import AcceptedSoFar
from casewright.runs.assignment import Assignment
from casewright.runs.commit import commit_round
from casewright.runs.ending import Ending, SpentLimit
from casewright.runs.purse import Allowance, Purse
from casewright.runs.rounds import next_round
from casewright.runs.standing import places, standings_of
from casewright.runs.steering import Outlook, Steering, Stop
from casewright.types import Decision, Record
from casewright.wire import to_json

__all__ = ["Steward", "Turn"]

PLANNED: tuple[SampleState, ...] = ("planned",)
UNSETTLED: tuple[SampleState, ...] = ("leased", "passed")

Turn = Literal["work", "wait", "over"]
"""There is work to claim; others hold what is left; nothing more will come."""


def _nobody(record: Record) -> None:
    """Nobody listens."""


@dataclass
class Steward:
    """Any process may do this, several at once: a commit that came second changes nothing, and the next round is a pure
    reading of the ledger. Everything it keeps in memory it could read again.

    Args:
        job: The run.
        purse: Its limits.
        told: Hears of each record that a commit decides.
        starts: How often the run had been opened when what is known here of it was read; by default at the first turn.
    """

    job: Assignment
    purse: Purse
    told: Callable[[Record], None] = _nobody
    starts: int | None = None
    ending: Ending | None = field(default=None, init=False)
    so_far: AcceptedSoFar = field(init=False)
    _orders: tuple[OrderRow, ...] = field(default=(), init=False)
    _steering: Steering | None = field(default=None, init=False)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def __post_init__(self) -> None:
        self.so_far = AcceptedSoFar(self.job.ledger, self.job.run, self.job.judging)

    async def turn(self) -> Turn:
        """Commits and plans if it is time to; says what there is to do. Over once, it stays over."""
        async with self._lock:
            return "over" if self.ending else await self._turn()

    async def allowance(self) -> Allowance:
        """What may still be begun."""
        return await self.purse.look(self._orders or await self._read_orders())

    async def order(self, name: str) -> JSON:
        """What an order asks."""
        return next(row.order for row in self._orders or await self._read_orders() if row.id == name)

    @property
    def has_committed(self) -> bool:
        """Whether this process knows what the run accepted, so that the next commit costs it least."""
        return self.so_far.is_begun

    async def _read_orders(self) -> Sequence[OrderRow]:
        self._orders = tuple(await self.job.ledger.orders(self.job.run))
        return self._orders

    async def is_cancelled(self) -> bool:
        """Whether somebody cancelled the run; then it is over."""
        await self._look_at_run()
        return self.ending is not None and self.ending.how == "cancelled"

    async def _look_at_run(self) -> int:
        row = await self.job.ledger.run(self.job.run)
        if row is not None and row.state == "cancelled":
            self.ending = self.ending or Ending("cancelled", f"run {self.job.run} was cancelled")
        return 0 if row is None else row.starts

    async def _turn(self) -> Turn:
        starts = await self._look_at_run()
        self.starts = starts if self.starts is None else self.starts
        if self.ending:
            return "over"
        ledger, run = self.job.ledger, self.job.run
        orders, tallies = await self._read_orders(), await ledger.tallies(run, self.job.judging)
        allowed = await self.purse.look(orders)
        if any(tally.states.get("leased", 0) for tally in tallies):
            return "wait"
        if allowed.of_run and allowed.of_run.then == "pause":
            return self._over(Ending("paused", str(allowed.of_run), allowed.spent))
        if _left(tallies, allowed):
            return "work"
        return await self._advance(orders, tallies, allowed)

    async def _advance(self, orders: Sequence[OrderRow], tallies: Sequence[Tally], allowed: Allowance) -> Turn:
        """What comes once nothing is left to begin, and nobody holds anything: commit, then the next round."""
        ledger, run = self.job.ledger, self.job.run
        if any(tally.states.get("passed", 0) for tally in tallies):
            await self._commit(orders, tallies)
        await self._give_up(allowed, tallies)
        tallies = await ledger.tallies(run, self.job.judging)
        if _left(tallies, allowed) or any(tally.states.get(state, 0) for tally in tallies for state in UNSETTLED):
            return "wait"  # another process commits this round, or has planned the next one
        return await self._plan(orders, tallies, allowed)

    async def _commit(self, orders: Sequence[OrderRow], tallies: Sequence[Tally]) -> None:
        for record in await commit_round(self.job, orders, tallies, self.so_far):
            self.told(record)

    async def _give_up(self, allowed: Allowance, tallies: Sequence[Tally]) -> None:
        """What is undecided of orders whose budget ran out and that are to be cancelled then."""
        job = self.job
        orders = {tally.order for tally in tallies if tally.states.get("planned", 0)} & allowed.cancelled
        if not orders:
            return
        decision = Decision("cancelled", "operator", job.judging, who="budget")
        for row in await job.ledger.samples(job.run, job.judging, states=PLANNED):
            if row.planned.order in orders:
                await job.ledger.decide(job.run, row.planned.id, decision)

    async def _plan(self, orders: Sequence[OrderRow], tallies: Sequence[Tally], allowed: Allowance) -> Turn:
        """The next round, from counts in which every sample was decided."""
        job = self.job
        outlook = await self._look(orders)
        closed = {name: Stop("budget", (), _told(allowed, name)) for name in allowed.closed}
        added = next_round(
            orders,
            tallies,
            seed=job.seed,
            round_size=job.round_size,
            limits=job.limits,
            cases=job.cases,
            outlook=replace(outlook, stopped={**outlook.stopped, **closed}),
        )
        if not added:
            return self._over(self._ended(orders, tallies, allowed, outlook.stopped))
        await job.ledger.add_samples(job.run, added)
        return "work"

    async def _look(self, orders: Sequence[OrderRow]) -> Outlook:
        job = self.job
        if self._steering is None or tuple(self._steering.orders) != tuple(orders):
            self._steering = Steering(
                job.ledger, job.run, tuple(orders), job.judging, job.round_size,
                seed=job.seed, limits=job.limits, cases=job.cases, stop_early=job.stop_early,
            )  # fmt: skip
        return await self._steering.look()

    def _ended(
        self, orders: Sequence[OrderRow], tallies: Sequence[Tally], allowed: Allowance, stopped: Mapping[str, Stop]
    ) -> Ending:
        short = [standing for standing in standings_of(orders, tallies) if standing.short]
        if not short:
            return Ending("complete", spent=allowed.spent)
        names = {standing.order for standing in short}
        given_up = {name: stop for name, stop in stopped.items() if name in names}
        spent = (*allowed.spent, *self._tried_enough(orders, tallies, {*given_up, *allowed.closed}))
        why = "; ".join((*map(str, spent), *(f"{name}: {stop.message}" for name, stop in given_up.items())))
        return Ending("short", why, spent, given_up)

    def _tried_enough(
        self, orders: Sequence[OrderRow], tallies: Sequence[Tally], others: set[str]
    ) -> tuple[SpentLimit, ...]:
        """Orders that got as many samples as they may have."""
        job, found = self.job, []
        for order, standing in zip(orders, standings_of(orders, tallies), strict=True):
            given = job.cases.get(order.id)
            if order.id in others or not standing.short or places(order, standing, 1, job.limits, given):
                continue
            found.append(SpentLimit(order.id, "samples", standing.samples, standing.samples, "finish"))
        return tuple(found)

    def _over(self, ending: Ending) -> Turn:
        self.ending = ending
        return "over"

    async def note_ending(self) -> bool:
        """Leaves in the ledger that the run is over, and why; False where another process did, or it was opened again
        since."""
        if self.ending is None or self.starts is None:
            return False
        return await self.job.ledger.end(self.job.run, self.starts, to_json(self.ending))


def _left(tallies: Sequence[Tally], allowed: Allowance) -> bool:
    """Whether samples wait to be begun."""
    return any(tally.states.get("planned", 0) for tally in tallies if tally.order not in allowed.closed)


def _told(allowed: Allowance, order: str) -> str:
    return "; ".join(str(one) for one in allowed.spent if one.order in (None, order))
