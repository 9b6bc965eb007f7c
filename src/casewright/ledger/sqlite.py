"""The ledger in one SQLite file: WAL, one writer with group commit, reads in threads."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from casewright.errors import StorageError
from casewright.ledger.faults import explain
from casewright.ledger.protocol import Claim
from casewright.ledger.readers import Readers
from casewright.ledger.schema import connect, prepare
from casewright.ledger.sqlite_session import SqliteSession
from casewright.ledger.tabled import TabledLedger
from casewright.ledger.tables import Tables
from casewright.ledger.writer import GroupWriter

__all__ = ["SqliteLedger"]

T = TypeVar("T")

FLOOR_BYTES = 64_000_000
"""Below this much free disk no new work is leased, so that what was begun can still be recorded."""


class SqliteLedger(TabledLedger):
    """`casewright.ledger.protocol.Ledger` on a file.

    ``project`` keeps several users of one database apart; ``busy_seconds`` is how long a write waits for
    another process.

    Raises:
        InputError: the file is no ledger, or a newer version's.
        StorageError: it can't be created, opened or written now.
    """

    def __init__(self, path: Path, *, project: str = "default", busy_seconds: float = 10.0) -> None:
        self.path, self.project, self._busy_seconds = path, project, busy_seconds
        self._name = uuid4().hex[:8]
        prepare(path, busy_seconds)
        self._writer = GroupWriter(SqliteSession(self._connect(), path))
        self._readers = Readers(self._connect, path)

    async def claim(
        self, run: str, worker: str, *, limit: int, lease_seconds: float, orders: Sequence[str] | None = None
    ) -> Sequence[Claim]:
        await asyncio.to_thread(self._refuse_below_floor)
        return await super().claim(run, worker, limit=limit, lease_seconds=lease_seconds, orders=orders)

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    async def _write(self, change: Callable[[Tables], T], *, ordered: bool = True) -> T:
        future = self._writer.submit(lambda connection: change(self._tables(connection)))
        return await asyncio.shield(asyncio.wrap_future(future))

    async def _read(self, query: Callable[[Tables], T]) -> T:
        return await self._readers.read(lambda connection: query(self._tables(connection)))

    def _tables(self, connection: sqlite3.Connection) -> Tables:
        return Tables(connection, self.project, self._name)

    def _connect(self) -> sqlite3.Connection:
        try:
            return connect(self.path, self._busy_seconds)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def _refuse_below_floor(self) -> None:
        free = shutil.disk_usage(self.path.parent).free
        if free < FLOOR_BYTES:
            raise StorageError(
                f"ledger {str(self.path)!r}: {free:,} bytes are free on its disk; "
                f"new work starts from {FLOOR_BYTES:,}: free some space and run the same command again"
            )

    def _close(self) -> None:
        self._writer.close()
        self._readers.close()
