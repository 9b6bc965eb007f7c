"""Rows a second with group commit, with a commit for each write, and with a commit for each row."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any, Literal
from unittest.mock import patch

from benchmarks.ledger.places import Database
from benchmarks.ledger.workload import CALLS, open_run, planned, prepared, work

import casewright.ledger.writer as writing
from casewright.ledger import Claim, Ledger

__all__ = ["How", "Pace", "measure"]

How = Literal["group", "write", "row"]

ROWS = 8 + 5 * CALLS
"""Inserted, changed or deleted a sample. Of each call its beginning, text, row, what was spent, and the beginning's
end; of the sample the seconds, lease, record and event of its finish, and the state, record, event and decision of its
commit. What SQLite counts is held against it."""


@dataclass(frozen=True)
class Pace:
    """Samples written in so many seconds by the clock on the wall, and of this process's CPU."""

    samples: int
    wall: float
    cpu: float

    @property
    def rows_a_second(self) -> float:
        return ROWS * self.samples / self.wall


def measure(database: Database, samples: int, how: How) -> Pace:
    """A commit for what queued meanwhile (``group``), for each ``write`` of the protocol, or for each ``row``."""
    with database.empty() as url, _committing(database.open(url), how) as ledger:
        return asyncio.run(_measure(ledger, samples))


async def _measure(ledger: Ledger, samples: int) -> Pace:
    await open_run(ledger)
    await ledger.add_samples("run", planned(samples))
    claims = await ledger.claim("run", "worker", limit=samples, lease_seconds=3600)
    before = _changes(ledger)
    pace = await _timed(ledger, claims)
    if before is not None:
        assert (_changes(ledger) or 0) - before == ROWS * samples
    await ledger.close()
    return pace


async def _timed(ledger: Ledger, claims: Sequence[Claim]) -> Pace:
    to_write = [prepared(claim) for claim in claims]
    wall, cpu = perf_counter(), process_time()
    await work(ledger, to_write)
    return Pace(len(claims), perf_counter() - wall, process_time() - cpu)


def _session(ledger: Any) -> Any:
    return ledger._writer._session


def _changes(ledger: Ledger) -> int | None:
    connection = getattr(_session(ledger), "connection", None)
    return connection.total_changes if isinstance(connection, sqlite3.Connection) else None


@contextmanager
def _committing(ledger: Ledger, how: How) -> Iterator[Ledger]:
    session = _session(ledger)
    if how == "row":  # in autocommit mode each statement is a transaction of its own
        alive = getattr(session, "_alive", lambda: session.connection)
        with patch.object(session, "begin", lambda *, ordered: alive()), patch.object(session, "commit", lambda: None):
            yield ledger
    else:
        with patch.object(writing, "BATCH", 1 if how == "write" else writing.BATCH):
            yield ledger
