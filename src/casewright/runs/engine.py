"""The asyncio engine: rounds of samples under leases, until every order is full or nothing more may be tried."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from casewright.graphs.state import GateState
from casewright.ledger.protocol import Claim, Ledger, OrderRow, SampleRow
from casewright.runs.commit import commit_round
from casewright.runs.rounds import next_round, standings
from casewright.runs.sample import SampleRunner
from casewright.types import Record
from casewright.wire import from_json, to_json

__all__ = ["Engine"]


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
    cases: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    worker: str = field(default_factory=lambda: f"local-{uuid4().hex[:8]}")

    async def work(self) -> AsyncIterator[Record]:
        """Every sample of the run as it is decided; those decided in an earlier start come first."""
        for row in await self.ledger.samples(self.run, self.judging):
            if row.decision is not None:
                yield await self._stored(row)
        while True:
            async for record in self._round():
                yield record
            for record in await commit_round(self.ledger, self.run, self.orders, self.judging, self.floor):
                yield record
            if not await self._plan():
                return

    async def _plan(self) -> bool:
        samples = await self.ledger.samples(self.run, self.judging)
        added = next_round(
            self.orders,
            samples,
            seed=self.seed,
            round_size=self.round_size,
            max_samples=self.max_samples,
            cases=self.cases,
        )
        await self.ledger.add_samples(self.run, added)
        return bool(added)

    async def _stored(self, row: SampleRow) -> Record:
        record = from_json(Record, await self.ledger.record(self.run, row.planned.id))
        return record if row.decision is None else replace(record, decision=row.decision)

    async def _round(self) -> AsyncIterator[Record]:
        """Runs whatever is open, at most ``concurrency`` at once; yields what the gate settled."""
        active: dict[asyncio.Task[Record | None], Claim] = {}
        keeper = asyncio.create_task(self._keep_leases(active))
        try:
            while True:
                for claim in await self._claim(self.concurrency - len(active)):
                    active[asyncio.create_task(self._one(claim))] = claim
                if not active:
                    return
                done, _ = await asyncio.wait(active, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    del active[task]
                    record = None if task.cancelled() else await task
                    if record is not None:
                        yield record
        finally:
            keeper.cancel()
            await self._stop(active)

    async def _claim(self, room: int) -> Sequence[Claim]:
        if room < 1:
            return ()
        return await self.ledger.claim(self.run, self.worker, limit=room, lease_seconds=self.lease_seconds)

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
            held = {claim.sample for claim in await self.ledger.renew(tuple(active.values()), self.lease_seconds)}
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
