"""One thread writes: what waits is committed together, and each waiter is told after the commit.

Nobody waits for company. While one batch is synced to disk the next gathers by itself, so a lone write
costs one commit and a crowd shares one; `BATCH` bounds what a batch holds and so how long it takes.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from casewright.errors import StorageError

__all__ = ["BATCH", "GroupWriter", "WriteSession"]

BATCH = 50
TRIES = 5
"""How often a batch is tried that the database took back in favour of another process's."""

T = TypeVar("T")
Change = Callable[[Any], Any]
Outcome = tuple[Any, Exception | None]


class WriteSession(Protocol):
    """The connection of the one thread that writes, and what is peculiar to its database."""

    where: str
    """The ledger as an error names it."""

    def begin(self, *, ordered: bool) -> Any:
        """Begins a transaction on a connection that works; ``ordered`` if it appends events. Returns the connection."""

    def commit(self) -> None: ...

    def rollback(self) -> None:
        """Leaves no transaction open; never raises."""

    def is_lost(self, error: Exception) -> bool:
        """Whether nothing more of a batch can be kept after this: a full disk, a connection that broke."""

    def is_passing(self, error: Exception) -> bool:
        """Whether the same batch may succeed at once: two transactions waited for one another."""

    def explain(self, error: Exception) -> Exception: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Job:
    change: Change
    ordered: bool
    future: Future[Any]


class GroupWriter:
    """Runs changes on its own thread and connection, up to `BATCH` of them a transaction."""

    def __init__(self, session: WriteSession) -> None:
        self._session = session
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="casewright-ledger", daemon=True)
        self._thread.start()

    def submit(self, change: Callable[[Any], T], *, ordered: bool = True) -> Future[T]:
        """Queues a change of the database; the future is done once its transaction is on disk, or has failed.

        A change may be run more than once, each time in a transaction that finds nothing of the time before.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StorageError(f"ledger {self._session.where} is closed")
            self._queue.put(_Job(change, ordered, future))
        return future

    def close(self) -> None:
        """Commits what is queued, then ends the thread and its connection."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._session.close()

    def _work(self) -> None:
        going = True
        while going:
            batch = [self._queue.get()]
            while len(batch) < BATCH and not self._queue.empty():
                batch.append(self._queue.get())
            going = None not in batch
            self._commit([job for job in batch if job is not None])

    def _commit(self, batch: list[_Job]) -> None:
        try:
            outcomes = self._apply(batch) if batch else []
        except Exception as error:  # noqa: BLE001 - each waiter gets it, and the thread must live on
            outcomes = [(None, error)] * len(batch)
        for job, (result, error_of_job) in zip(batch, outcomes, strict=True):
            if error_of_job is None:
                job.future.set_result(result)
            else:
                job.future.set_exception(self._session.explain(error_of_job))

    def _apply(self, batch: list[_Job]) -> list[Outcome]:
        """All changes in one transaction; if one fails, again with a savepoint each, so that it fails alone."""
        one, ordered = self._plainly, any(job.ordered for job in batch)
        for _ in range(TRIES):
            try:
                return self._transact(batch, one, ordered=ordered)
            except Exception as error:
                if self._session.is_passing(error):
                    ordered = True  # from now on those that met wait for one another at the door
                elif self._session.is_lost(error) or one == self._apart:
                    raise
                else:
                    one = self._apart
        return self._transact(batch, one, ordered=True)

    def _transact(self, batch: list[_Job], one: Callable[[Any, Change], Outcome], *, ordered: bool) -> list[Outcome]:
        try:
            connection = self._session.begin(ordered=ordered)
            outcomes = [one(connection, job.change) for job in batch]
            self._session.commit()
        finally:
            self._session.rollback()
        return outcomes

    def _plainly(self, connection: Any, change: Change) -> Outcome:
        return change(connection), None

    def _apart(self, connection: Any, change: Change) -> Outcome:
        connection.execute("SAVEPOINT change")
        try:
            result = change(connection)
        except Exception as error:
            if self._session.is_lost(error) or self._session.is_passing(error):
                raise
            connection.execute("ROLLBACK TO SAVEPOINT change")
            connection.execute("RELEASE SAVEPOINT change")
            return None, error
        connection.execute("RELEASE SAVEPOINT change")
        return result, None
