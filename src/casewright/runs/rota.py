"""Which of a ledger's runs a worker is at: several at once, each for a while, as long as there is something to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from casewright.errors import CasewrightError, PausedError, SampleFaultError, StorageError, UnknownNameError
from casewright.ledger.protocol import Ledger, RunRow
from casewright.ledger.spool import open_to_work
from casewright.overlays import overlaid
from casewright.runs.casting import Casting, Task
from casewright.runs.drain import Drain
from casewright.runs.leases import give_back_orphans
from casewright.runs.worker import LOOK_AGAIN, Worker

if TYPE_CHECKING:
    from casewright.runs.workplace import Workplace

__all__ = ["Rota"]

LOOK = 0.2
"""Seconds between looks for runs that are new."""
PATIENCE = 0.3
"""Seconds that a commit is left to whoever has done the one before."""
SMALL = 200
"""Reports ordered up to which a commit costs nobody much, so that nobody waits for another to do it."""
LATER = 30.0
"""Seconds after which a run that had to pause is tried again."""
SLICE = 5.0
"""Seconds after which a run makes room for others that wait."""
KEPT = 100
"""Runs whose workers are kept while others are worked on."""

Key = tuple[str, str]
"""Project and run."""


@dataclass
class _Post:
    """A run that this process takes part in, as it was opened so many times."""

    starts: int
    task: Task
    worker: Worker
    counted: int = 0


class Rota:
    """A worker's day. What a run can't do here is told once, and the run left alone until something about it changed.

    As many runs are worked on at once as samples may be in flight, and share these; where more wait, each has its turn.
    A share that shrinks does so as samples end: for a moment more may be in flight, by less than one run's share.

    Args:
        place: Rebuilds casts.
        ledger: The ledger, open.
        drain: Stops it.
        run: The only run to work on.
        once: Return when nothing is left to do.
        every_project: Look at all projects of the database.
        report: Hears of runs that are left alone.
    """

    def __init__(
        self, place: Workplace, ledger: Ledger, drain: Drain, *, run: str | None, once: bool,
        report: Callable[[str], None], every_project: bool = False,
    ) -> None:  # fmt: skip
        self._place, self._drain, self._report = place, drain, report
        self._run, self._once, self._every_project = run, once, every_project
        self._ledgers = {place.project: ledger}
        self._casting, self._alone = Casting(place), asyncio.Lock()
        self._slots = place.settings().how.concurrency
        self._posts: dict[Key, _Post] = {}
        self._visits: dict[Key, asyncio.Task[None]] = {}
        self._over: dict[Key, int] = {}
        self._not_before: dict[Key, float] = {}
        self._waiting = self._away = False
        self.finished: dict[str, int] = {}
        self.refused: dict[str, str] = {}

    async def work(self) -> None:
        """Until drained, or, if it is to return, until every run is over."""
        drained = asyncio.ensure_future(_begun(self._drain))
        try:
            while not self._drain.draining:
                if await self._look() and self._once:
                    return
                await self._pause(drained)
            await self._last_visits()
        finally:
            drained.cancel()
            await self._leave_all()

    async def close(self) -> None:
        """Lets go of all models, and of the ledgers of other projects."""
        await self._casting.close()
        for project, ledger in self._ledgers.items():
            if project != self._place.project:
                await ledger.close()

    async def _pause(self, drained: asyncio.Future[None]) -> None:
        """Until a visit ends or it is time to look; while the ledger is away, only now and then."""
        waited = {drained} if self._away else {drained, *self._visits.values()}
        await asyncio.wait(waited, timeout=LOOK_AGAIN if self._away else LOOK, return_when=asyncio.FIRST_COMPLETED)

    async def _look(self) -> bool:
        """Begins visits; whether there is nothing to do any more."""
        try:
            self._collect()
            due = await self._due()
        except StorageError as error:
            if self._once:
                raise
            if not self._away:
                self._report(f"the ledger can't be used now: {error}")
            self._away = True
            return False
        self._away = False
        ready = self._ready(due)
        room = self._slots - len(self._visits)
        for key, row in ready[: max(0, room)]:
            self._visits[key] = asyncio.create_task(self._visit(key, row))
        self._waiting = len(ready) > room
        return not self._visits and not ready and all(self._over.get(key) == row.starts for key, row in due)

    def _collect(self) -> None:
        """Takes visits that ended off the list; raises what ended one of them, if that is the worker's own trouble."""
        for key in [key for key, visit in self._visits.items() if visit.done()]:
            self._visits.pop(key).result()

    async def _due(self) -> list[tuple[Key, RunRow]]:
        found: list[tuple[Key, RunRow]] = []
        for project in await self._projects():
            ledger = self._ledgers[project]
            rows = await ledger.due() if self._run is None else await self._named(ledger, self._run)
            found += [((project, row.id), row) for row in rows]
        return found

    async def _projects(self) -> list[str]:
        if not self._every_project:
            return [self._place.project]
        names = await self._ledgers[self._place.project].projects()
        for name in names:
            if name not in self._ledgers:
                self._ledgers[name] = await asyncio.to_thread(open_to_work, self._place.ledger, project=name)
        return list(names)

    async def _named(self, ledger: Ledger, run: str) -> list[RunRow]:
        """The one run, also if it is over; one that only judged what exists has no orders."""
        row = await ledger.run(run)
        if row is None:
            raise UnknownNameError("run", run, [known.id for known in await ledger.runs()])
        return [row] if row.state == "open" and await ledger.orders(run) else []

    def _ready(self, due: list[tuple[Key, RunRow]]) -> list[tuple[Key, RunRow]]:
        """Those that may be visited now; those that were left longest ago first, new ones before all."""
        now = monotonic()
        found = [
            (key, row)
            for key, row in due
            if key not in self._visits and self._over.get(key) != row.starts and self._not_before.get(key, 0.0) <= now
        ]
        return sorted(found, key=lambda one: self._not_before.get(one[0], 0.0))

    async def _visit(self, key: Key, row: RunRow) -> None:
        try:
            post = await self._post(key, row)
            await self._work_at(key, row, post)
        except PausedError as error:
            self._put_off(key, error)
        except CasewrightError as error:
            self._leave(key, row, error)

    async def _work_at(self, key: Key, row: RunRow, post: _Post) -> None:
        worker, began = post.worker, monotonic()
        worker.yields = lambda: self._waiting and monotonic() - began > SLICE
        self._share(worker)
        try:
            with overlaid(post.task.cast.overlays):
                await worker.work(self._drain, wait=self._run is not None)
                self._not_before[key] = monotonic() + (0.0 if worker.yields() else LOOK_AGAIN)
                await self._conclude(key, row, post)
        finally:
            self._count(key, post)
            worker.concurrency = 0
            self._share()

    async def _conclude(self, key: Key, row: RunRow, post: _Post) -> None:
        """Notes that the run is over, if it is, and keeps its figures where nobody else does."""
        if post.worker.steward.ending is None:
            return
        self._over[key] = row.starts
        self._posts.pop(key, None)
        ours = await post.worker.steward.note_ending()
        if ours and self._run is None:
            await post.task.conclude(self._ledgers[key[0]], post.worker)

    def _share(self, *more: Worker) -> None:
        """Shares what may be in flight among the runs that are worked on now."""
        working = [post.worker for post in self._posts.values() if post.worker.concurrency > 0]
        every = {id(worker): worker for worker in (*working, *more)}
        for worker in every.values():
            worker.concurrency = max(1, self._slots // len(every))

    def _count(self, key: Key, post: _Post) -> None:
        name = "/".join(key) if self._every_project else key[1]
        self.finished[name] = self.finished.get(name, 0) + post.worker.finished - post.counted
        post.counted = post.worker.finished

    def _leave(self, key: Key, row: RunRow, error: CasewrightError) -> None:
        """The run can't be worked on from here: said once, or raised where no other was asked for."""
        if self._run is not None or (self._once and isinstance(error, SampleFaultError)):
            raise error
        if key[1] not in self.refused or isinstance(error, SampleFaultError):
            self._report(str(error))
        self.refused[key[1]] = str(error)
        self._over[key] = row.starts
        self._posts.pop(key, None)

    def _put_off(self, key: Key, error: PausedError) -> None:
        if self._once or isinstance(error, StorageError):
            raise error
        self._report(f"run {key[1]} has to wait: {error}")
        self._not_before[key] = monotonic() + LATER
        self._posts.pop(key, None)

    async def _post(self, key: Key, row: RunRow) -> _Post:
        """The run's worker; a new one if the run was opened again since."""
        kept = self._posts.get(key)
        if kept is not None and kept.starts == row.starts:
            return kept
        ledger = self._ledgers[key[0]]
        orders = await ledger.orders(row.id)
        async with self._alone:  # a model is loaded once
            task = await asyncio.to_thread(self._casting.task, key[0], row, orders)
        await give_back_orphans(ledger, row.id)
        worker = task.worker(ledger)
        worker.steward.starts = row.starts
        worker.patience = PATIENCE if sum(order.n for order in orders) > SMALL else 0.0
        worker.concurrency = 0
        self._posts[key] = _Post(row.starts, task, worker)
        self._forget()
        return self._posts[key]

    def _forget(self) -> None:
        """Lets go of workers that were idle longest, where there are many."""
        idle = [key for key in self._posts if key not in self._visits]
        for key in sorted(idle, key=lambda key: self._not_before.get(key, 0.0))[: max(0, len(self._posts) - KEPT)]:
            del self._posts[key]

    async def _last_visits(self) -> None:
        """Those that are under way drain, each of them; then whatever trouble one of them had is told."""
        found = await asyncio.gather(*self._visits.values(), return_exceptions=True)
        self._visits.clear()
        for error in found:
            if isinstance(error, BaseException):
                raise error

    async def _leave_all(self) -> None:
        for visit in self._visits.values():
            visit.cancel()
        await asyncio.gather(*self._visits.values(), return_exceptions=True)


async def _begun(drain: Drain) -> None:
    await drain
