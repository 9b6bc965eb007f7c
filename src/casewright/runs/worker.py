"""One process's hands: samples are claimed, worked on as many at once as allowed, finished, or given back."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from casewright.errors import ModelFailure, PausedError, StorageError, UsageError
from casewright.ledger.protocol import Claim
from casewright.runs.assignment import Assignment
from casewright.runs.drain import Drain
from casewright.runs.faults import MOST_FAULTS, fault_of
from casewright.runs.holdup import HoldUp
from casewright.runs.leases import worker_name
from casewright.runs.sample import SampleRunner
from casewright.runs.sorts import Sort, Writing
from casewright.runs.steward import Steward
from casewright.types import Record
from casewright.wire import to_json

__all__ = ["LOOK_AGAIN", "Worker"]

LOOK_AGAIN = 1.0
"""Seconds between looks at samples that another process holds, and at whether the run was cancelled."""

Task = asyncio.Task[Record | None]


def _nobody(record: Record) -> None:
    """Nobody listens."""


def _never() -> bool:
    """Nobody else waits."""
    return False


@dataclass
class Worker:
    """Works on the samples of one run. Whatever it knows it reads from the ledger.

    Args:
        job: The run.
        runner: Takes a sample through the gate.
        steward: Commits and plans when there is nothing to claim.
        concurrency: Samples in flight at once.
        lease_seconds: How long a sample stays with a worker that shows no sign of life.
        outage_seconds: For how long no model may answer before the run pauses.
        grace_seconds: What in-flight samples get when the run has to pause.
        told: Hears of each record that this worker decides.
        yields: Whether to begin no more for now, since other runs wait; asked after each sample.
        sort: What the samples are; by default cases to be written.
        patience: Seconds that it leaves commits and plans to others who may be at it; ``0`` where it is alone.
    """

    job: Assignment
    runner: SampleRunner
    steward: Steward
    concurrency: int = 4
    lease_seconds: float = 300.0
    outage_seconds: float = 1800.0
    grace_seconds: float = 20.0
    told: Callable[[Record], None] = _nobody
    yields: Callable[[], bool] = _never
    sort: Sort | None = None
    patience: float = 0.0
    name: str = field(default_factory=worker_name)
    finished: int = field(default=0, init=False)
    looked: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    """Set once it has asked for samples: whatever only reads had better wait until then."""
    _active: dict[Task, Claim] = field(default_factory=dict, init=False)
    _faults: list[tuple[Claim, BaseException]] = field(default_factory=list, init=False)
    _trouble: Exception | None = field(default=None, init=False)
    _news: asyncio.Queue[Task | None] = field(default_factory=asyncio.Queue, init=False)
    _holdup: HoldUp = field(init=False)
    _sort: Sort = field(init=False)
    _nothing_until: float = field(default=0.0, init=False)
    """Until when there is nothing to claim, as far as is known."""

    def __post_init__(self) -> None:
        self.runner.worker = self.name
        self._sort = self.sort or Writing(self.steward)
        self._holdup = HoldUp(self.job.ledger, self.job.run, self.outage_seconds)

    async def work(self, drain: Drain, *, wait: bool = True) -> None:
        """Works until the run is over or the drain is, or it yields; then what is in flight finishes first.

        Args:
            drain: Stops it: what is in flight then has the drain's time to finish.
            wait: Whether to wait for samples that others hold; else returns when there is nothing to claim.

        Raises:
            PausedError: no call would be answered now, or the ledger can't be written; what could finish has.
            SampleFaultError: samples met a program error.
        """
        keepers = [asyncio.create_task(self._keep_leases()), asyncio.create_task(self._watch()),
                   asyncio.create_task(self._wake_at(drain))]  # fmt: skip
        try:
            while not (drain.draining or self._must_stop() or self.yields()):
                await self._claim()
                self.looked.set()
                if self._active:
                    await self._hear()
                elif not await self._idle(wait=wait):
                    break
            await self._wind_up(drain)
        finally:
            self.looked.set()
            for keeper in keepers:
                keeper.cancel()
            await self._give_back()
        if self._trouble or self._faults:
            raise self._trouble or fault_of({claim.sample: error for claim, error in self._faults})

    def _must_stop(self) -> bool:
        return self._trouble is not None or len(self._faults) >= MOST_FAULTS or self._is_cancelled()

    def _is_cancelled(self) -> bool:
        return self.steward.ending is not None and self.steward.ending.how == "cancelled"

    async def _claim(self) -> None:
        """Begins as many samples as there are and as there is room for."""
        room = self._holdup.room(self.concurrency) - len(self._active)
        if room < 1 or (self._active and monotonic() < self._nothing_until):
            return
        try:
            orders = (await self.steward.allowance()).open
            claims = () if orders == () else await self._claims(room, orders)
        except StorageError as error:
            self._trouble = error
            return
        for claim in claims:
            self._begin(claim)
        if len(claims) < room:
            self._nothing_until = monotonic() + LOOK_AGAIN

    async def _claims(self, room: int, orders: Sequence[str] | None) -> Sequence[Claim]:
        run, seconds = self.job.run, self.lease_seconds
        return await self.job.ledger.claim(run, self.name, limit=room, lease_seconds=seconds, orders=orders)

    def _begin(self, claim: Claim) -> None:
        task = asyncio.create_task(self._one(claim))
        self._active[task] = claim
        task.add_done_callback(self._news.put_nowait)

    async def _one(self, claim: Claim) -> Record | None:
        written = await self.runner(claim.sample, await self._sort.start(claim))
        record, decision = self._sort.finish(claim, written)
        kept = await self.job.ledger.finish(claim, to_json(record), decision)
        self.finished += kept
        return record if kept and decision is not None else None

    async def _hear(self, most: float | None = None) -> None:
        """Waits for a sample to end, or for whatever else there is to look at; so many seconds at most."""
        if most is None and self._holdup.room(self.concurrency) < self.concurrency:
            most = self._holdup.seconds or LOOK_AGAIN
        try:
            async with asyncio.timeout(most):
                await self._take(await self._news.get())
        except TimeoutError:
            return
        while not self._news.empty():
            await self._take(self._news.get_nowait())

    async def _take(self, task: Task | None) -> None:
        if task is None or task not in self._active:
            return
        claim = self._active.pop(task)
        if task.cancelled():
            return  # its lease was lost
        error = task.exception()
        if error is None:
            self._holdup.answered()
            if (record := task.result()) is not None:
                self.told(record)
            return
        await self._met(claim, error)

    async def _met(self, claim: Claim, error: BaseException) -> None:
        """A sample that can't go on now, or not as things are set up, goes back; one that met a fault of ours is kept
        aside, lest it come again."""
        if not isinstance(error, ModelFailure | PausedError | UsageError):
            self._faults.append((claim, error))
            return
        try:
            await self.job.ledger.release((claim,))
            self._nothing_until = 0.0
            if isinstance(error, ModelFailure):
                await self._holdup.met(error)
        except PausedError as worse:
            self._trouble = self._trouble or worse
        if isinstance(error, PausedError | UsageError):
            self._trouble = self._trouble or error

    async def _idle(self, *, wait: bool) -> bool:
        """Whether there may be more to do, after nothing was there to claim."""
        if self._faults:
            return False
        if self._holdup.seconds:
            await self._hear(self._holdup.seconds)
            return True
        if self.patience and not self.steward.has_committed:
            await self._hear(self.patience * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, not a secret
        try:
            turn = await self.steward.turn()
        except StorageError as error:
            self._trouble = error
            return False
        if turn == "wait" and wait:
            await self._hear(min(LOOK_AGAIN, self.lease_seconds / 10))
        return turn == "work" or (turn == "wait" and wait)

    async def _wind_up(self, drain: Drain) -> None:
        """Lets what is in flight finish as long as there is time for it."""
        if self._is_cancelled():
            return
        if self._must_stop() and not drain.draining:
            drain = Drain()
            drain.begin(self.grace_seconds)
        over = asyncio.ensure_future(drain.over())
        try:
            while self._active and not over.done():
                done, _ = await asyncio.wait({*self._active, over}, return_when=asyncio.FIRST_COMPLETED)
                for task in done - {over}:
                    await self._take(task)
        finally:
            over.cancel()

    async def _give_back(self) -> None:
        """Whatever is not finished; what was paid for is in the ledger already."""
        left = self._claimed()
        for task in self._active:
            task.cancel()
        await asyncio.gather(*self._active, return_exceptions=True)
        self._active.clear()
        if left:
            with contextlib.suppress(Exception):
                await self.job.ledger.release(left)

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self.lease_seconds / 3)
            claims = self._claimed()
            if not claims:
                continue
            try:
                kept = await self.job.ledger.renew(claims, self.lease_seconds)
            except StorageError:
                continue  # the lease may still hold next time; whether it does, the fence decides
            self._drop({claim.sample for claim in claims} - {claim.sample for claim in kept})

    def _claimed(self) -> tuple[Claim, ...]:
        return (*self._active.values(), *(claim for claim, _ in self._faults))

    def _drop(self, lost: set[str]) -> None:
        for task, claim in self._active.items():
            if claim.sample in lost:
                task.cancel()

    async def _watch(self) -> None:
        """Notices that somebody cancelled the run."""
        while not self._is_cancelled():
            await asyncio.sleep(LOOK_AGAIN)
            with contextlib.suppress(StorageError):
                await self.steward.is_cancelled()
        self._news.put_nowait(None)

    async def _wake_at(self, drain: Drain) -> None:
        await drain
        self._news.put_nowait(None)
