"""The ledger in one SQLite file: WAL, one writer with group commit, reads in threads."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from casewright.errors import StorageError
from casewright.ledger import changes as to_write
from casewright.ledger import queries as to_read
from casewright.ledger.faults import explain
from casewright.ledger.protocol import JSON, CallRow, Claim, Event, OrderRow, PlannedSample, RunRow, SampleRow
from casewright.ledger.readers import Readers
from casewright.ledger.schema import connect, prepare
from casewright.ledger.tables import Tables
from casewright.ledger.writer import GroupWriter
from casewright.types import Decision

__all__ = ["SqliteLedger"]

T = TypeVar("T")

FLOOR_BYTES = 64_000_000
"""Below this much free disk no new work is leased, so that what was begun can still be recorded."""


class SqliteLedger:
    """`casewright.ledger.protocol.Ledger` on a file.

    ``project`` keeps several users of one database apart; ``busy_seconds`` is how long a write waits for
    another process. A write that was queued is carried out even if the task that awaits it is cancelled:
    a call that was paid for is recorded.

    Raises:
        InputError: the file is no ledger, or a newer version's.
        StorageError: it can't be created, opened or written now.
    """

    def __init__(self, path: Path, *, project: str = "default", busy_seconds: float = 10.0) -> None:
        self.path, self.project, self._busy_seconds = path, project, busy_seconds
        prepare(path, busy_seconds)
        self._writer = GroupWriter(self._connect(), path)
        self._readers = Readers(self._connect, path)

    async def open_run(self, run: RunRow, orders: Sequence[OrderRow]) -> None:
        await self._write(lambda tables: to_write.open_run(tables, run, orders))

    async def run(self, run: str) -> RunRow | None:
        return await self._read(lambda tables: to_read.read_run(tables, run))

    async def runs(self) -> Sequence[RunRow]:
        return await self._read(to_read.read_runs)

    async def orders(self, run: str) -> Sequence[OrderRow]:
        return await self._read(lambda tables: to_read.read_orders(tables, run))

    async def add_samples(self, run: str, samples: Sequence[PlannedSample]) -> None:
        await self._write(lambda tables: to_write.add_samples(tables, run, samples))

    async def claim(self, run: str, worker: str, *, limit: int, lease_seconds: float) -> Sequence[Claim]:
        await asyncio.to_thread(self._refuse_below_floor)
        return await self._write(lambda tables: to_write.claim_samples(tables, run, worker, limit, lease_seconds))

    async def renew(self, claims: Sequence[Claim], lease_seconds: float) -> Sequence[Claim]:
        return await self._write(lambda tables: to_write.renew_leases(tables, claims, lease_seconds))

    async def release(self, claims: Sequence[Claim]) -> None:
        await self._write(lambda tables: to_write.release_samples(tables, claims))

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        return await self._write(lambda tables: to_write.finish_sample(tables, claim, record, decision))

    async def decide(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> int:
        return await self._write(lambda tables: to_write.decide_sample(tables, run, sample, decision, changes))

    async def samples(self, run: str, judging: str | None = None) -> Sequence[SampleRow]:
        return await self._read(lambda tables: to_read.read_samples(tables, run, judging))

    async def rejudge(self, run: str, sample: str, decision: Decision, found: JSON) -> int:
        return await self._write(lambda tables: to_write.rejudge_sample(tables, run, sample, decision, found))

    async def record(self, run: str, sample: str, judging: str | None = None) -> JSON | None:
        return await self._read(lambda tables: to_read.read_record(tables, run, sample, judging))

    async def call(self, key: str) -> CallRow | None:
        return await self._read(lambda tables: to_read.read_call(tables, key))

    async def save_call(self, call: CallRow) -> None:
        await self._write(lambda tables: to_write.save_call(tables, call))

    async def calls(self, run: str, sample: str | None = None) -> Sequence[CallRow]:
        return await self._read(lambda tables: to_read.read_calls(tables, run, sample))

    async def keep_certificates(self, run: str, certificates: Mapping[str, JSON]) -> None:
        await self._write(lambda tables: to_write.keep_certificates(tables, run, certificates))

    async def certificates(self, run: str) -> Mapping[str, JSON]:
        return await self._read(lambda tables: to_read.read_certificates(tables, run))

    async def events(self, run: str, after: int = 0, limit: int = 1000) -> Sequence[Event]:
        return await self._read(lambda tables: to_read.read_events(tables, run, after, limit))

    async def close(self) -> None:
        """Commits what is queued and lets go of the file; closing twice changes nothing."""
        await asyncio.to_thread(self._close)

    async def _write(self, change: Callable[[Tables], T]) -> T:
        future = self._writer.submit(lambda connection: change(Tables(connection, self.project)))
        return await asyncio.shield(asyncio.wrap_future(future))

    async def _read(self, query: Callable[[Tables], T]) -> T:
        return await self._readers.read(lambda connection: query(Tables(connection, self.project)))

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
