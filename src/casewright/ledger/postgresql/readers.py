"""Reads run in threads of their own, on pooled connections, each in one snapshot of the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolClosed

from casewright.errors import StorageError
from casewright.ledger.postgresql.faults import explain
from casewright.ledger.postgresql.place import Connection, Place

__all__ = ["PooledReaders"]

T = TypeVar("T")

logging.getLogger("psycopg.pool").addHandler(logging.NullHandler())  # each failed reconnection would be printed


class PooledReaders:
    """A few reading threads with a pool of connections that heals itself."""

    def __init__(self, place: Place, threads: int = 4) -> None:
        self._place = place
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            kwargs={**place.parameters, "autocommit": True, "row_factory": dict_row},
            min_size=1,
            max_size=threads,
            configure=self._configure,
            timeout=place.busy_seconds,
            reconnect_timeout=30,
            open=True,
        )
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="casewright-ledger-read")

    async def read(self, query: Callable[[Any], T]) -> T:
        """Runs a query in one snapshot of the database."""
        try:
            work = asyncio.get_running_loop().run_in_executor(self._threads, self._run, query)
        except RuntimeError as error:
            raise self._closed() from error
        return await work

    def close(self) -> None:
        """Waits for running queries, then closes the connections."""
        self._threads.shutdown()
        self._pool.close()

    def _run(self, query: Callable[[Any], T]) -> T:
        try:
            try:
                return self._snapshot(query)
            except psycopg.OperationalError as error:
                if error.sqlstate is not None and not error.sqlstate.startswith(("57", "08")):
                    raise
                self._pool.check()  # the server was away: what it forgot is dropped
                return self._snapshot(query)
        except PoolClosed as error:
            raise self._closed() from error
        except psycopg.Error as error:
            raise explain(error, self._place) from error

    def _snapshot(self, query: Callable[[Any], T]) -> T:
        with self._pool.connection() as connection:
            return query(connection)

    def _configure(self, connection: Connection) -> None:
        self._place.configure(connection)
        connection.autocommit = False
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ

    def _closed(self) -> StorageError:
        return StorageError(f"ledger {self._place.shown!r} is closed")
