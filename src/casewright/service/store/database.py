"""The service's database: a file beside the ledger's, or tables in the ledger's PostgreSQL; transactions in threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Table, insert
from sqlalchemy.exc import SQLAlchemyError

from casewright.ledger.opening import ledger_file
from casewright.service.store.appending import Appending
from casewright.service.store.engines import READS, on_server, sqlite
from casewright.service.store.faults import explain, explain_now

__all__ = ["FILE_NAME", "Database", "service_file"]

FILE_NAME = "service.sqlite"
AT_ONCE = 6
"""Transactions that are worked on at once; on SQLite one of those that write."""
T = TypeVar("T")


def service_file(ledger: str) -> Path | None:
    """The file beside a ledger's: ``service.sqlite`` by ``ledger.sqlite``; ``None`` for a ledger on a server."""
    file = ledger_file(ledger)
    if file is None:
        return None
    return file.with_name(FILE_NAME if file.stem == "ledger" else f"{file.stem}.{FILE_NAME}")


class Database:
    """Runs functions of a connection, each in a transaction of its own.

    Args:
        engine: SQLAlchemy's.
        where: How errors call it; no password is in it.
    """

    def __init__(self, engine: Engine, where: str = "the service's database") -> None:
        self.engine, self.where = engine, where
        self._reading = engine.execution_options(**{READS: True})
        alone = engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[object] = threading.Lock() if alone else nullcontext()
        self._writers = ThreadPoolExecutor(1 if alone else AT_ONCE, "service-writes")
        self._readers = ThreadPoolExecutor(AT_ONCE, "service-reads")
        self._appending: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Appending]] = WeakKeyDictionary()

    @classmethod
    def beside(cls, ledger: str) -> Database:
        """The database that goes with a ledger, as `casewright.ledger.open_ledger` takes it; its tables are made.

        Raises:
            UsageError: the server refuses the user, or there is no such database.
            InputError: the file is no database, or a newer version's.
            StorageError: it can't be created, reached or written now.
        """
        from casewright.service.store.migrating import migrate

        file = service_file(ledger)
        database = cls._in_file(file) if file else cls._on_server(ledger)
        try:
            migrate(database.engine)
        except (SQLAlchemyError, OSError) as error:
            database.close()
            raise explain(error, database.where) from error
        except BaseException:
            database.close()
            raise
        return database

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` returns, once its transaction is committed.

        On SQLite it is alone with the database; on PostgreSQL others work beside it, so what it read may be outdated
        when it writes: it takes `alone` first where that matters.

        Raises:
            StorageError: the database can't be used now; nothing was changed.
        """
        return await _in_thread(self._writers, lambda: self.run_now(work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        """As `run`, of what changes nothing: on SQLite it waits for nobody who writes."""
        return await _in_thread(self._readers, lambda: self.read_now(work))

    async def append(self, table: Table, row: Mapping[str, Any]) -> None:
        """Inserts a row that stands alone; with those of other requests that come at once, in one transaction.

        Raises:
            StorageError: the database can't be used now.
        """
        here = self._appending.setdefault(asyncio.get_running_loop(), {})
        if table.name not in here:
            here[table.name] = Appending(lambda rows: self.run(lambda on: on.execute(insert(table), list(rows))))
        await here[table.name].add(row)

    def run_now(self, work: Callable[[Connection], T]) -> T:
        """As `run`, in this thread."""
        try:
            with self._turn, self.engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise explain_now(error, self.where) from error

    def read_now(self, work: Callable[[Connection], T]) -> T:
        """As `read`, in this thread."""
        try:
            with self._reading.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise explain_now(error, self.where) from error

    def close(self) -> None:
        """Waits for what is being written, and lets go of every connection."""
        self._writers.shutdown()
        self._readers.shutdown()
        self.engine.dispose()

    @classmethod
    def _in_file(cls, file: Path) -> Database:
        where = f"the service's database {str(file)!r}"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, where) from error
        return cls(sqlite(file), where)

    @classmethod
    def _on_server(cls, ledger: str) -> Database:
        from casewright.ledger.postgresql.place import Place

        place = Place.of(ledger)
        return cls(on_server(place), f"the service's database {place.shown!r}")


async def _in_thread(threads: Executor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, work)
