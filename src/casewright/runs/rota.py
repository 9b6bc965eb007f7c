"""Which of a ledger's runs a worker is at: each open one in turn, as long as there is something to claim."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from casewright.errors import CasewrightError, PausedError, StorageError, UnknownNameError, UsageError
from casewright.ledger.protocol import Ledger, OrderRow, RunRow
from casewright.overlays import overlaid
from casewright.runs.drain import Drain
from casewright.runs.leases import give_back_orphans
from casewright.runs.model_bench import ModelBench
from casewright.runs.session import RunSession
from casewright.runs.worker import LOOK_AGAIN, Worker

if TYPE_CHECKING:
    from casewright.runs.workplace import Workplace

__all__ = ["Rota"]

PATIENCE = 0.3
"""Seconds that a commit is left to whoever has done the one before."""
LATER = 30.0
"""Seconds after which a run that had to pause is tried again."""


class Rota:
    """A worker's day. What a run can't do here is told once, and the run left alone until something about it changed.

    Args:
        place: Rebuilds casts.
        ledger: The ledger, open.
        drain: Stops it.
        run: The only run to work on.
        once: Return when nothing is left to do.
        report: Hears of runs that are left alone.
    """

    def __init__(
        self, place: Workplace, ledger: Ledger, drain: Drain, *, run: str | None, once: bool,
        report: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._place, self._ledger, self._drain = place, ledger, drain
        self._run, self._once, self._report = run, once, report
        self._at: dict[str, tuple[Any, RunSession, Worker]] = {}
        self._over: dict[str, Any] = {}
        self._later: dict[str, float] = {}
        self._bench: ModelBench | None = None
        self.finished: dict[str, int] = {}
        self.refused: dict[str, str] = {}

    async def work(self) -> None:
        """Until drained, or, if it is to return, until every run is over."""
        while not self._drain.draining:
            try:
                open_runs = await self._open_runs()
                for row, orders in open_runs:
                    await self._visit(row, orders)
            except StorageError as error:
                if self._once:
                    raise
                self._report(f"the ledger can't be used now: {error}")
            else:
                if self._once and all(row.id in {**self._over, **self.refused} for row, _ in open_runs):
                    return
            await self._pause()

    async def close(self) -> None:
        """Lets go of all models."""
        for _, session, _ in self._at.values():
            for model in session.cast.models():
                await model.close()

    async def _open_runs(self) -> list[tuple[RunRow, Sequence[OrderRow]]]:
        """Open runs with orders: those that only judged what exists have none."""
        rows = await self._ledger.runs()
        if self._run is not None:
            if self._run not in {row.id for row in rows}:
                raise UnknownNameError("run", self._run, [row.id for row in rows])
            rows = [row for row in rows if row.id == self._run]
        found = [(row, await self._ledger.orders(row.id)) for row in rows if row.state == "open"]
        return [(row, orders) for row, orders in found if orders]

    async def _visit(self, row: RunRow, orders: Sequence[OrderRow]) -> None:
        state = (tuple((order.id, order.n) for order in orders), row.how)
        now = asyncio.get_running_loop().time()
        if self._drain.draining or self._over.get(row.id) == state or self._later.get(row.id, 0.0) > now:
            return
        worker = await self._worker(row, orders, state)
        if worker is None:
            self._over[row.id] = state
            return
        try:
            with overlaid(self._at[row.id][1].cast.overlays):
                await worker.work(self._drain, wait=self._run is not None)
        except PausedError as error:
            self._put_off(row.id, error, now)
        except UsageError as error:
            self._leave(row.id, error)
            self._over[row.id] = state
            return
        finally:
            self.finished[row.id] = worker.finished
        if worker.steward.ending is not None:
            self._over[row.id] = state
            del self._at[row.id]

    def _leave(self, run: str, error: CasewrightError) -> None:
        """The run can't be worked on from here: said once, or raised where no other was asked for."""
        if self._run is not None:
            raise error
        if run not in self.refused:
            self._report(str(error))
        self.refused[run] = str(error)

    def _put_off(self, run: str, error: PausedError, now: float) -> None:
        if self._once or isinstance(error, StorageError):
            raise error
        self._report(f"run {run} has to wait: {error}")
        self._later[run] = now + LATER
        self._at.pop(run, None)

    async def _worker(self, row: RunRow, orders: Sequence[OrderRow], state: Any) -> Worker | None:
        """The run's worker; a new one if the run changed since."""
        if row.id in self._at and self._at[row.id][0] == state:
            return self._at[row.id][2]
        try:
            session = await asyncio.to_thread(self._place.session, row, orders, bench=self._bench)
        except CasewrightError as error:
            self._leave(row.id, error)
            return None
        self._bench = session.cast.bench
        await give_back_orphans(self._ledger, row.id)
        worker = session.worker(self._ledger)
        worker.patience = PATIENCE
        self._at[row.id] = (state, session, worker)
        return worker

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await self._drain
        except TimeoutError:
            return
