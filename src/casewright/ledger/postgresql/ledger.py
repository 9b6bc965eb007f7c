"""The ledger on a PostgreSQL server: one writer a process with group commit, reads from a pool."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from casewright.ledger.postgresql.place import Place
from casewright.ledger.postgresql.readers import PooledReaders
from casewright.ledger.postgresql.schema import prepare
from casewright.ledger.postgresql.session import PostgresSession
from casewright.ledger.tabled import TabledLedger
from casewright.ledger.tables import Tables
from casewright.ledger.writer import GroupWriter

__all__ = ["PostgresLedger"]

T = TypeVar("T")


class PostgresLedger(TabledLedger):
    """`casewright.ledger.protocol.Ledger` on a server that several machines reach.

    ``url`` is libpq's, ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``, and may name a schema: ``?schema=NAME``.
    ``project`` keeps several users of one database apart; ``busy_seconds`` is how long a write waits for another
    process, and a read for a connection. When the server was away the next write or read connects anew.

    Raises:
        UsageError: there is no such database, or the server refuses this user.
        InputError: tables of another application, or of a newer version.
        StorageError: the server can't be reached or written now.
    """

    def __init__(self, url: str, *, project: str = "default", busy_seconds: float = 10.0) -> None:
        self._place, self.project = Place.of(url, busy_seconds), project
        self._name = uuid4().hex[:8]
        prepare(self._place)
        self._writer = GroupWriter(PostgresSession(self._place, project))
        self._readers = PooledReaders(self._place)

    def __repr__(self) -> str:
        return f"PostgresLedger({self._place.shown!r}, project={self.project!r})"

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    async def _write(self, change: Callable[[Tables], T], *, ordered: bool = True) -> T:
        future = self._writer.submit(lambda connection: change(self._tables(connection)), ordered=ordered)
        return await asyncio.shield(asyncio.wrap_future(future))

    async def _read(self, query: Callable[[Tables], T]) -> T:
        return await self._readers.read(lambda connection: query(self._tables(connection)))

    def _tables(self, connection: Any) -> Tables:
        return Tables(connection, self.project, self._name, "postgresql")

    def _close(self) -> None:
        self._writer.close()
        self._readers.close()
