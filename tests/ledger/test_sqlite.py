"""What only the file has: a full disk, a lock, a reader beside a writer, a cancelled waiter."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

import casewright.ledger.sqlite as module
from casewright.errors import StorageError, UnknownNameError
from casewright.ledger import CallRow, OrderRow, PlannedSample, RunRow, SqliteLedger
from casewright.ledger.faults import explain
from casewright.ledger.sqlite_session import SqliteSession
from casewright.ledger.statements import statement
from casewright.ledger.writer import BATCH


def call(key: str, text: str = "short") -> CallRow:
    return CallRow(key, "r", "s", "write", "m", {"text": text}, None, None)


def connection_of(ledger: SqliteLedger) -> sqlite3.Connection:
    """The connection that writes."""
    session = ledger._writer._session
    assert isinstance(session, SqliteSession)
    return session.connection


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[SqliteLedger]:
    made = SqliteLedger(tmp_path / "ledger.sqlite3", busy_seconds=0.2)
    await made.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)])
    yield made
    await made.close()


async def test_a_full_disk_rolls_back_and_goes_on_when_freed(ledger: SqliteLedger) -> None:
    """SQLite's own page limit stands for the disk's."""
    await ledger.save_call(call("before"))
    database = connection_of(ledger)
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages + 2}")
    big = call("big", "x" * 100_000)
    with pytest.raises(StorageError, match="the disk is full; free some space and run the same command again"):
        await ledger.save_call(big)
    assert [row.key for row in await ledger.calls("r")] == ["before"]
    database.execute("PRAGMA max_page_count = 1000000")
    await ledger.save_call(big)
    assert await ledger.call("big") == big


async def test_no_new_work_is_leased_below_the_floor(ledger: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun can still be recorded there."""
    monkeypatch.setattr(module, "FLOOR_BYTES", 1 << 62)
    with pytest.raises(StorageError, match="bytes are free on its disk"):
        await ledger.claim("r", "w", limit=1, lease_seconds=1)
    await ledger.save_call(call("k"))


async def test_a_lock_held_elsewhere_is_told_and_outlived(ledger: SqliteLedger) -> None:
    """Another process that writes for too long costs a pause, not the ledger."""
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="is locked by another process"):
            await ledger.save_call(call("k"))
        assert await ledger.call("k") is None
    await ledger.save_call(call("k"))
    assert await ledger.call("k") == call("k")


async def test_two_ledgers_on_one_file_see_one_another(ledger: SqliteLedger) -> None:
    """As two processes would; their claims share out the work."""
    await ledger.add_samples("r", [PlannedSample(f"s{i}", "o", i, 0, {}) for i in range(20)])
    other = SqliteLedger(ledger.path)
    groups = await asyncio.gather(
        *(book.claim("r", "w", limit=3, lease_seconds=60) for book in (ledger, other) for _ in range(4))
    )
    taken = [claim.sample for group in groups for claim in group]
    assert sorted(taken) == sorted(f"s{i}" for i in range(20))
    await other.close()


async def test_one_bad_change_in_a_crowd_fails_alone(ledger: SqliteLedger) -> None:
    """Those that share its transaction are kept."""
    good = [ledger.save_call(call(f"k{i}")) for i in range(2 * BATCH)]
    bad = ledger.add_samples("r", [PlannedSample("s", "no such order", 0, 0, {})])
    *_, failure = await asyncio.gather(*good, bad, return_exceptions=True)
    assert isinstance(failure, UnknownNameError)
    assert len(await ledger.calls("r")) == 2 * BATCH


async def test_a_crowd_shares_commits(ledger: SqliteLedger) -> None:
    """Far fewer transactions than rows."""
    commits: list[str] = []
    connection_of(ledger).set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    await asyncio.gather(*(ledger.save_call(call(f"k{i}")) for i in range(200)))
    assert len(commits) <= 20


async def test_a_call_that_was_paid_is_kept_though_its_waiter_is_cancelled(ledger: SqliteLedger) -> None:
    """Ctrl-C comes between the answer and its record."""
    waiter = asyncio.ensure_future(ledger.save_call(call("paid")))
    await asyncio.sleep(0)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    await ledger.close()
    again = SqliteLedger(ledger.path)
    assert await again.call("paid") == call("paid")
    await again.close()


async def test_a_text_is_kept_once(ledger: SqliteLedger) -> None:
    """The reply, the draft and the record share it."""
    text = "She reports low mood for three weeks. " * 20
    for key in ("k1", "k2"):
        await ledger.save_call(call(key, text))
    with closing(sqlite3.connect(ledger.path)) as database:
        (count,) = database.execute("SELECT count(*) FROM texts").fetchone()
        replies = database.execute("SELECT reply FROM calls").fetchall()
    assert count == 1
    assert all("low mood" not in reply for (reply,) in replies)


async def test_the_question_of_who_is_next_is_answered_by_an_index(ledger: SqliteLedger) -> None:
    """Resume does not read every row of a long run."""
    values = {"project": "default", "run": "r", "worker": "w", "seconds": 1, "limit": 1, "orders": None}
    with closing(sqlite3.connect(ledger.path)) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {statement('samples.claim')}", values).fetchall()
    assert any("samples_by_state (project=? AND run=? AND state=?)" in row[3] for row in plan)
    assert not any(row[3].startswith("SCAN samples") for row in plan)


async def test_every_table_has_its_project(ledger: SqliteLedger) -> None:
    """One database can serve several."""
    with closing(sqlite3.connect(ledger.path)) as database:
        tables = [
            name for (name,) in database.execute("SELECT name FROM pragma_table_list WHERE name NOT LIKE 'sqlite%'")
        ]
        columns = {name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")} for name in tables}
    assert len(tables) >= 8
    own = {"casewright_version", "versions"}  # the database's, not a project's
    assert [name for name, names in columns.items() if "project" not in names and name not in own] == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_READONLY, "read-only"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, "can't be opened"),
        (sqlite3.SQLITE_CORRUPT, "is damaged"),
        (sqlite3.SQLITE_IOERR, "boom"),
    ],
)
def test_every_fault_names_the_file(code: int, words: str) -> None:
    """And what is the matter with it."""
    error = sqlite3.OperationalError("boom")
    error.sqlite_errorcode = code
    message = str(explain(error, Path("runs/x.db")))
    assert "'runs/x.db'" in message
    assert words in message


async def test_outcomes_are_counted_in_an_index(ledger: SqliteLedger) -> None:
    """A run of tens of thousands of samples is tallied without reading a decision."""
    values = {"project": "default", "run": "r", "judging": "j"}
    with closing(sqlite3.connect(ledger.path)) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {statement('decisions.tally')}", values).fetchall()
    (found,) = plan
    assert found[3].startswith("SEARCH decisions USING INDEX decisions_to_tally (project=? AND run=? AND judging=?)")
