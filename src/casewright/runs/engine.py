"""The asyncio engine: rounds of samples under leases, until every order is full or nothing more may be tried."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from casewright.errors import BudgetError, StorageError
from casewright.graphs.state import GateState
from casewright.ledger.protocol import Claim, Ledger, OrderRow, SampleRow
from casewright.runs.accepted import AcceptedSoFar
from casewright.runs.commit import commit_round
from casewright.runs.leases import give_back_orphans, worker_name
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.rounds import count_samples, next_round, standings
from casewright.runs.sample import SampleRunner
from casewright.types import Record
from casewright.wire import from_json, to_json

__all__ = ["Engine"]

LOOK_AGAIN = 1.0
"""Seconds between looks at samples that another process holds."""


@dataclass
class Engine:
    """Works a run off. Everything it knows it reads from the ledger, so a killed run goes on where it was."""

    ledger: Ledger
    run: str
    orders: Sequence[OrderRow]
    runner: SampleRunner
    judging: str
    seed: int
    round_size: int
    floor: float
    concurrency: int = 4
    lease_seconds: float = 120.0
    max_samples: int | None = None
    max_seconds: float | None = None
    """After which nothing more is begun."""
    cases: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    worker: str = field(default_factory=worker_name)
    started: float = field(default_factory=monotonic)
    so_far: AcceptedSoFar = field(default_factory=AcceptedSoFar)

    async def work(self) -> AsyncGenerator[Record, None]:
        """Every sample of the run as it is decided; those decided in an earlier start come first."""
        await give_back_orphans(self.ledger, self.run, await self.ledger.samples(self.run, self.judging))
        told: set[str] = set()
        while True:
            for record in await self._decided(told):
                yield record
            async with aclosing(self._round()) as settled:
                async for record in settled:
                    told.add(record.id)
                    yield record
            for record in await commit_round(self.ledger, self.run, self.orders, self.judging, self.floor, self.so_far):
                told.add(record.id)
                yield record
            if not await self._plan():
                break
        for record in await self._decided(told):
            yield record

    async def _decided(self, told: set[str]) -> list[Record]:
        """What is decided and not yet told, also by another process that works on this run."""
        rows = await self.ledger.samples(self.run, self.judging)
        new = [row for row in rows if row.decision is not None and row.planned.id not in told]
        told.update(row.planned.id for row in new)
        return [await self._stored(row) for row in new]

    async def _plan(self) -> bool:
        samples = await self.ledger.samples(self.run, self.judging)
        if any(sample.decision is None for sample in samples):
            return True  # another process has begun the next round
        added = next_round(
            self.orders,
            count_samples(self.orders, samples),
            seed=self.seed,
            round_size=self.round_size,
            limits=RunLimits(OrderLimits(max_samples=self.max_samples)),
            cases=self.cases,
        )
        await self.ledger.add_samples(self.run, added)
        return bool(added)

    async def _stored(self, row: SampleRow) -> Record:
        record = from_json(Record, await self.ledger.record(self.run, row.planned.id))
        return record if row.decision is None else replace(record, decision=row.decision)

    async def _round(self) -> AsyncGenerator[Record, None]:
        """Runs whatever is open, at most ``concurrency`` at once; yields what the gate settled."""
        active: dict[asyncio.Task[Record | None], Claim] = {}
        keeper = asyncio.create_task(self._keep_leases(active))
        try:
            while True:
                for claim in await self._claim(self.concurrency - len(active)):
                    active[asyncio.create_task(self._one(claim))] = claim
                if not active and not await self._wait_for_others():
                    return
                done, _ = await asyncio.wait(active, return_when=asyncio.FIRST_COMPLETED) if active else ((), ())
                for task in done:
                    record = None if task.cancelled() else await task
                    del active[task]  # only now: the lease of one that raised is given back below
                    if record is not None:
                        yield record
        finally:
            keeper.cancel()
            await self._stop(active)

    async def _wait_for_others(self) -> bool:
        """Whether samples are left that another process holds; if so, some time has passed.

        Raises:
            BudgetError: they are left because this process has used up its time.
        """
        samples = await self.ledger.samples(self.run, self.judging)
        if not any(sample.state in ("planned", "leased") for sample in samples):
            return False
        if self._is_late():
            raise BudgetError(f"{self.max_seconds:g} seconds are spent (how.max_seconds); what was begun is finished")
        await asyncio.sleep(min(LOOK_AGAIN, self.lease_seconds / 10))
        return True

    async def _claim(self, room: int) -> Sequence[Claim]:
        if room < 1 or self._is_late():
            return ()
        return await self.ledger.claim(self.run, self.worker, limit=room, lease_seconds=self.lease_seconds)

    def _is_late(self) -> bool:
        return self.max_seconds is not None and monotonic() - self.started > self.max_seconds

    async def _one(self, claim: Claim) -> Record | None:
        record = await self.runner(claim.sample, self._start(claim))
        passed = record.decision.outcome == "accepted"
        kept = await self.ledger.finish(claim, to_json(record), None if passed else record.decision)
        return None if passed or not kept else record

    def _start(self, claim: Claim) -> GateState:
        order = next(row.order for row in self.orders if row.id == claim.planned.order)
        target = {name: order[name] for name in ("system", "code", "kind", "language", "level")}
        request = {**claim.planned.case, "spec": {**order, "n": 1}}
        return {"sample": claim.sample, "request": request, "target": target}

    async def _keep_leases(self, active: dict[asyncio.Task[Record | None], Claim]) -> None:
        while True:
            await asyncio.sleep(self.lease_seconds / 3)
            try:
                kept = await self.ledger.renew(tuple(active.values()), self.lease_seconds)
            except StorageError:
                continue  # the lease may still hold next time; whether it does, the fence decides
            held = {claim.sample for claim in kept}
            for task, claim in tuple(active.items()):
                if claim.sample not in held:
                    task.cancel()

    async def _stop(self, active: dict[asyncio.Task[Record | None], Claim]) -> None:
        """Gives back what is not finished; what was paid for is in the ledger already."""
        for task in active:
            task.cancel()
        await asyncio.gather(*active, return_exceptions=True)
        if active:
            with contextlib.suppress(Exception):
                await self.ledger.release(tuple(active.values()))

    async def short(self) -> int:
        """How many accepted reports are missing over all orders."""
        samples = await self.ledger.samples(self.run, self.judging)
        return sum(standing.short for standing in standings(self.orders, samples))
