"""One thread writes: what waits is committed together, and each waiter is told after the commit.

Nobody waits for company. While one batch is synced to disk the next gathers by itself, so a lone write
costs one commit and a crowd shares one; `BATCH` bounds what a batch holds and so how long it takes.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from casewright.errors import StorageError
from casewright.ledger.faults import explain

__all__ = ["BATCH", "GroupWriter"]

BATCH = 50

T = TypeVar("T")
Change = Callable[[sqlite3.Connection], Any]
Job = tuple[Change, "Future[Any]"]


class GroupWriter:
    """Runs changes on its own thread and connection, up to `BATCH` of them a transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="casewright-ledger", daemon=True)
        self._thread.start()

    def submit(self, change: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Queues a change; the future is done once its transaction is on disk, or has failed."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StorageError(f"ledger {str(self._path)!r} is closed")
            self._queue.put((change, future))
        return future

    def close(self) -> None:
        """Commits what is queued, then ends the thread and its connection."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        going = True
        while going:
            batch = [self._queue.get()]
            while len(batch) < BATCH and not self._queue.empty():
                batch.append(self._queue.get())
            going = None not in batch
            self._commit([job for job in batch if job is not None])

    def _commit(self, batch: list[Job]) -> None:
        try:
            outcomes = self._apply(batch)
        except Exception as error:  # noqa: BLE001 - each waiter gets it, and the thread must live on
            failure = explain(error, self._path) if isinstance(error, sqlite3.Error) else error
            outcomes = [(None, failure)] * len(batch)
        for (_, future), (result, error_of_job) in zip(batch, outcomes, strict=True):
            if error_of_job is None:
                future.set_result(result)
            else:
                future.set_exception(error_of_job)

    def _apply(self, batch: list[Job]) -> list[tuple[Any, BaseException | None]]:
        """All changes in one transaction; one that fails is undone alone."""
        if not batch:
            return []
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            outcomes = [self._apply_one(change) for change, _ in batch]
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        return outcomes

    def _apply_one(self, change: Change) -> tuple[Any, BaseException | None]:
        self._connection.execute("SAVEPOINT change")
        try:
            result = change(self._connection)
        except sqlite3.OperationalError:
            raise  # the disk is full or the file went away: nothing of this batch can be kept
        except Exception as error:  # noqa: BLE001 - the waiter gets it
            self._connection.execute("ROLLBACK TO change")
            self._connection.execute("RELEASE change")
            return None, error
        self._connection.execute("RELEASE change")
        return result, None
