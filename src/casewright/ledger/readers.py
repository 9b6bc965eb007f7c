"""Reads run in threads of their own, each on a connection that sees every commit and blocks no writer."""

from __future__ import annotations

import asyncio
import queue
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from casewright.errors import StorageError
from casewright.ledger.faults import explain

__all__ = ["Readers"]

T = TypeVar("T")


class Readers:
    """A few reading threads with their connections."""

    def __init__(self, open_connection: Callable[[], sqlite3.Connection], path: Path, threads: int = 2) -> None:
        self._path = path
        self._connections: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        for _ in range(threads):
            connection = open_connection()
            connection.execute("PRAGMA query_only = ON")
            self._connections.put(connection)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="casewright-ledger-read")

    async def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """Runs a query in one snapshot of the database."""
        try:
            work = asyncio.get_running_loop().run_in_executor(self._pool, self._run, query)
        except RuntimeError as error:
            raise StorageError(f"ledger {str(self._path)!r} is closed") from error
        return await work

    def close(self) -> None:
        """Waits for running queries, then closes the connections."""
        self._pool.shutdown()
        while not self._connections.empty():
            self._connections.get().close()

    def _run(self, query: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._connections.get()
        try:
            return self._snapshot(connection, query)
        except sqlite3.Error as error:
            raise explain(error, self._path) from error
        finally:
            self._connections.put(connection)

    def _snapshot(self, connection: sqlite3.Connection, query: Callable[[sqlite3.Connection], T]) -> T:
        connection.execute("BEGIN")
        try:
            return query(connection)
        finally:
            connection.execute("ROLLBACK")
