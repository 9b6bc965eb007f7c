"""The thread that evaluates."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from casewright.models.watching import watch
from casewright.runs.evaluation import Row, evaluate_text
from casewright.service.evaluating.benches import Benches
from casewright.service.ledgers import Ledgers
from casewright.service.problems import Problem
from casewright.service.profiles import Profiles
from casewright.types import Record

__all__ = ["Evaluator"]

WAITING = 8
"""Reports that may wait for each that is in flight; further ones are refused."""
T = TypeVar("T")


class Evaluator:
    """Evaluates reports under a profile, without a ledger of samples; judges' answers are kept in the ledger.

    It has a thread with an event loop of its own, so that requests are answered while critics compute.

    Args:
        profiles: The casts.
        ledgers: Where judges' answers are kept, so that none is paid twice.
        at_once: Reports in flight.
    """

    def __init__(self, profiles: Profiles, ledgers: Ledgers, at_once: int = 8) -> None:
        self._profiles, self._at_once = profiles, at_once
        self._benches = Benches(profiles, ledgers.apart())
        self._pending = 0
        self._turn: asyncio.Semaphore | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    async def evaluate(
        self, row: Row, *, project: str, profile: str, system: str, level: str, gone: threading.Event | None = None
    ) -> Record:
        """The record of one report. Cancelling stops nothing that was begun, and that a model may have been asked.

        Args:
            row: The report.
            project: Whose ledger keeps judges' answers.
            profile: Who judges.
            system: The code system of its code.
            level: The level of support asked for.
            gone: Set once nobody waits any more; then it isn't begun.

        Raises:
            Problem: too many wait already.
            CancelledError: nobody waited when it was its turn.
            CasewrightError: the code, kind or profile is unknown, or no judge would answer now.
        """
        if self._pending >= self._at_once * (1 + WAITING):
            told = "too many reports wait to be evaluated; send it again in a moment, or as a job"
            raise Problem("too-many-at-once", told, headers={"Retry-After": "5"})
        self._pending += 1
        future = self._begin(self._one(row, project, profile, system, level, gone or threading.Event()))
        waiting = asyncio.get_running_loop()
        future.add_done_callback(lambda _: _say(waiting, self._done))
        return await asyncio.shield(asyncio.wrap_future(future))

    async def close(self) -> None:
        """Ends the thread; what is in flight is given up."""
        if self._loop is None or self._thread is None:
            return
        await asyncio.wrap_future(self._begin(self._benches.close()))
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        self._loop = self._thread = None

    def _done(self) -> None:
        self._pending -= 1

    def _begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._running())

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=_serve, args=(self._loop,), name="evaluator", daemon=True)
            self._thread.start()
        return self._loop

    async def _one(
        self, row: Row, project: str, profile: str, system: str, level: str, gone: threading.Event
    ) -> Record:
        self._turn = self._turn or asyncio.Semaphore(self._at_once)
        async with self._turn:
            if gone.is_set():
                raise asyncio.CancelledError
            with self._benches.laid_over():
                bench = await self._benches.bench(project, profile, system, row)
                with watch("sample", bench.run) as tell:
                    record = await evaluate_text(
                        bench.parts, row, system=system, level=level, run=bench.run, graph=bench.graph
                    )
                    tell({"outcome": record.decision.outcome, "attempts": 0})
                return record


def _say(loop: asyncio.AbstractEventLoop, done: Any) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(done)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
