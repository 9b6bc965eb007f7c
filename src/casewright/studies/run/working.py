"""A study worked off, cell by cell; what stops one cell stops no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from casewright.errors import BudgetError, CasewrightError, PausedError, StoppedError, StorageError
from casewright.runs.drain import Drain
from casewright.runs.session import RunSession
from casewright.studies.plan import Cell
from casewright.studies.run.budget import StudyBudget
from casewright.studies.run.journal import CellEntry, State
from casewright.studies.run.logbook import Logbook
from casewright.studies.run.looking import look
from casewright.studies.run.queue import CellQueue
from casewright.studies.run.stage import Stage
from casewright.studies.run.watch import Silence, Watch

__all__ = ["StudyWork"]


@dataclass
class StudyWork:
    """Works off cells, each of them an ordinary run that goes on where it was.

    Attributes:
        stage: What cells share.
        cells: Those to work off, in their order.
        log: How they stand.
        budget: What may still be used.
        watch: Hears how it goes on.
        drain: Stops it: what is in flight may finish.
        failures: By cell, what kept it from being completed.
    """

    stage: Stage
    cells: Sequence[Cell]
    log: Logbook
    budget: StudyBudget
    watch: Watch = field(default_factory=Silence)
    drain: Drain = field(default_factory=Drain)
    failures: dict[str, CasewrightError] = field(default_factory=dict, init=False)

    async def work(self) -> None:
        """Goes through the cells; `failures` says afterwards which could not be completed.

        Raises:
            StoppedError: a signal came.
            BudgetError: the study's budget is spent.
            StorageError: nothing can be written now.
        """
        queue = CellQueue(self.cells)
        self.log.write()
        for cell in queue:
            if self._is_complete(cell):
                self.watch.ends(cell, self.log.entries[cell.name])
            else:
                self._look_up()
                await self._try(cell, queue)
        self._leave_out(queue)

    async def _try(self, cell: Cell, queue: CellQueue) -> None:
        self.failures.pop(cell.name, None)
        try:
            await self._work_off(cell)
        except (StoppedError, StorageError):
            raise
        except CasewrightError as error:
            self.failures[cell.name] = error
            if isinstance(error, BudgetError):
                self._look_up()
            elif isinstance(error, PausedError):
                queue.pause(cell)

    def _look_up(self) -> None:
        """Whether any more may be begun."""
        if self.drain.draining:
            raise StoppedError("stopped")
        if told := self.budget.exhausted():
            raise BudgetError(told)

    async def _work_off(self, cell: Cell) -> None:
        session = self.stage.session(cell, self.budget.left(cell.name), drain=self.drain, progress=self.watch.enters)
        self.watch.begins(cell, self.log.note(cell, state="running", why=""))
        state: State = "stopped"
        why = ""
        try:
            async with aclosing(session.work()) as records:
                async for record in records:
                    self.watch.decided(record)
            state, why = _ended(session)
        except CasewrightError as error:
            state, why = _state_of(error), str(error)
            raise
        finally:
            self.watch.ends(cell, await self._close(cell, session, state, why))

    async def _close(self, cell: Cell, session: RunSession, state: State, why: str) -> CellEntry:
        found = await look(self.stage, cell, session)
        self.budget.spent[cell.name] = found.used
        return self.log.note(cell, run=session.run, state=state, why=why, **found.told())

    def _leave_out(self, queue: CellQueue) -> None:
        """Cells whose turn never came, because their writer didn't answer in another one."""
        for cell in self.cells:
            if cell.writer in queue.left_out and cell.name not in self.failures and not self._is_complete(cell):
                told = f"{cell.writer!r} did not answer in another cell"
                self.failures[cell.name] = PausedError(told)
                self.log.note(cell, why=told)

    def _is_complete(self, cell: Cell) -> bool:
        return self.log.entries[cell.name].state == "complete"

    def unfinished(self) -> Iterator[CellEntry]:
        """Cells of this start that are not complete."""
        yield from (self.log.entries[cell.name] for cell in self.cells if not self._is_complete(cell))


def _ended(session: RunSession) -> tuple[State, str]:
    """Complete once every sample was decided, however; an order's own budget may have kept some from being tried."""
    wanted = sum(row.n for row in session.rows)
    decided = sum(order["samples"] for order in session.summary["orders"])
    why = session.ending.why if session.ending else ""
    return ("complete", "") if decided >= wanted else ("short", why)


def _state_of(error: CasewrightError) -> State:
    if isinstance(error, StoppedError):
        return "stopped"
    return "paused" if isinstance(error, PausedError) else "failed"
