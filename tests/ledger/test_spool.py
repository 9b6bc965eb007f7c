"""A finished call outlives a ledger that can't be written."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import InputError, StorageError
from casewright.ledger import CallRow, OrderRow, PlannedSample, RunRow
from casewright.ledger.spool import RESERVE_BYTES, Spool, spool_folder, spooled
from casewright.testing import MemoryLedger

CALL = CallRow("a1", "r", "s", "write", "m", {"text": "Sleeps poorly. \x00 ñ", "usage": {}}, None, None)


class DownLedger(MemoryLedger):
    """A database that can be down."""

    down = False

    async def save_call(self, call: CallRow, begun: int | None = None) -> None:
        self._answer()
        await super().save_call(call, begun)

    async def call(self, key: str) -> CallRow | None:
        self._answer()
        return await super().call(key)

    def _answer(self) -> None:
        if self.down:
            raise StorageError("the database is down")


async def test_a_call_made_while_the_database_is_down_is_in_the_ledger_afterwards(tmp_path: Path) -> None:
    """It answers from the spool meanwhile, and the next claim puts it where it belongs, once."""
    inner = DownLedger()
    await inner.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)])
    await inner.add_samples("r", [PlannedSample("s", "o", 0, 1, {})])
    ledger, inner.down = spooled(inner, tmp_path / "spool"), True
    begun = await ledger.begin_call("a1", "r", "s", "w")
    await ledger.save_call(CALL, begun)
    assert await ledger.call("a1") == CALL
    with pytest.raises(StorageError):
        await ledger.call("another")
    with pytest.raises(StorageError):
        await ledger.claim("r", "w", limit=1, lease_seconds=60)
    inner.down = False
    assert await ledger.call("a1") == CALL
    assert len(await ledger.claim("r", "w", limit=1, lease_seconds=60)) == 1
    assert list(await inner.calls("r")) == [CALL]
    assert len(Spool(tmp_path / "spool")) == 0
    assert (await ledger.bill("r")).completed == 1


async def test_another_process_replays_what_a_killed_one_left(tmp_path: Path) -> None:
    """The files are whole or not there, so whoever comes next can put them into the ledger."""
    Spool(tmp_path).keep(CALL, None)
    (tmp_path / ".b2.99.part").write_text('{"call": {"ke')
    ledger = spooled(inner := MemoryLedger(), tmp_path)
    await ledger.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)])
    await ledger.claim("r", "w", limit=1, lease_seconds=60)
    assert await inner.call("a1") == CALL


def test_room_for_calls_in_flight_is_kept_for_the_day_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reserve is given up, and the call is written into its room."""
    spool = Spool(tmp_path)
    spool.prepare()
    assert (tmp_path / ".reserve").stat().st_size == RESERVE_BYTES
    sync: Any = os.fsync

    def full(handle: int) -> None:
        if (tmp_path / ".reserve").exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    spool.keep(CALL, 3)
    assert list(spool.waiting()) == [(CALL, 3)]


async def test_where_nothing_can_be_written_the_ledgers_own_error_is_told(tmp_path: Path) -> None:
    """The folder is a file here: there is no spool either."""
    (tmp_path / "spool").write_text("")
    ledger = spooled(inner := DownLedger(), tmp_path / "spool")
    inner.down = True
    with pytest.raises(StorageError, match="database is down"):
        await ledger.save_call(CALL)


def test_a_file_that_is_no_call_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"call": {}}))
    with pytest.raises(InputError, match=r"x\.json"):
        list(Spool(tmp_path).waiting())


def test_the_folder_of_a_server_says_nothing_of_its_user(tmp_path: Path) -> None:
    """Beside a ledger's file for a file; by server, database and project for a server."""
    assert spool_folder(tmp_path / "ledger.sqlite") == tmp_path / "spool"
    assert spool_folder(tmp_path) == tmp_path / "spool"
    assert spool_folder(f"sqlite:///{tmp_path}/l.db") == tmp_path / "spool"
    one = spool_folder("postgresql://ann:secret@db.example/x")
    assert one == spool_folder("postgresql://bob@db.example/x") != spool_folder("postgresql://db.example/x", "other")
    assert "secret" not in str(one)
