"""Files that can't be used: read-only, locked, cut in half, copied half-way. Each says so, and none is changed."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casewright.errors import InputError, StorageError
from casewright.ledger import CallRow, OrderRow, PlannedSample, RunRow, SqliteLedger, open_ledger


def call(number: int) -> CallRow:
    return CallRow(f"k{number}", "r", "s", "write", "m", {"text": f"{number} " * 500}, None, None)


def filled(path: Path) -> bytes:
    """A ledger with a run, and what is in its file."""
    asyncio.run(fill(path))
    return path.read_bytes()


async def fill(path: Path) -> None:
    ledger = SqliteLedger(path)
    await ledger.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)])
    await ledger.add_samples("r", [PlannedSample("s", "o", 0, 0, {})])
    for number in range(50):
        await ledger.save_call(call(number))
    await ledger.close()


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_ledger_cut_short_is_refused_as_damaged(tmp_path: Path, share: float) -> None:
    """A copy that stopped half-way; nothing of a report is read out of it, and nothing is repaired in place."""
    path = tmp_path / "ledger.db"
    whole = filled(path)
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(InputError, match=r"is damaged .*; restore it from a copy"):
        open_ledger(path)
    assert path.read_bytes() == whole[: int(len(whole) * share)]


def test_a_ledger_with_torn_pages_is_told_when_they_are_read(tmp_path: Path) -> None:
    """Whoever reads elsewhere in it goes on."""
    path = tmp_path / "ledger.db"
    whole = bytearray(filled(path))
    whole[len(whole) // 2 : -4096] = b"\xa5" * (len(whole) - len(whole) // 2 - 4096)
    path.write_bytes(whole)
    asyncio.run(read_torn(path))


async def read_torn(path: Path) -> None:
    ledger = open_ledger(path)
    with pytest.raises(InputError, match="is damaged"):
        await ledger.calls("r")
    assert [run.id for run in await ledger.runs()] == ["r"]
    await ledger.close()


async def test_a_ledger_without_its_log_is_as_it_was_at_the_last_checkpoint(tmp_path: Path) -> None:
    """A folder copied while a run wrote to it: older, but whole."""
    ledger = SqliteLedger(tmp_path / "ledger.db")
    await ledger.open_run(RunRow("r", {}, {}), [])
    with closing(sqlite3.connect(ledger.path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    await ledger.save_call(call(1))
    shutil.copy(ledger.path, tmp_path / "copy.db")
    copy = open_ledger(tmp_path / "copy.db")
    assert (await copy.runs(), await copy.call("k1")) == (await ledger.runs(), None)
    await copy.save_call(call(2))
    await copy.close()
    await ledger.close()


def test_a_file_that_is_held_by_another_is_told_as_locked(tmp_path: Path) -> None:
    """When it is opened for the first time, too."""
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="is locked by another process; try again"):
            SqliteLedger(path, busy_seconds=0.1)


@pytest.fixture
def readable_by_all() -> Iterator[Path]:
    """A folder that another user may look into: pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


READER = """
import asyncio, os, sys
from pathlib import Path
from casewright.errors import CasewrightError
from casewright.ledger import CallRow, open_ledger
import casewright.ledger.migrating
if os.geteuid() == 0:
    os.setegid(65534), os.seteuid(65534)  # root may write everywhere

async def main(path):
    try:
        ledger = open_ledger(path)
        await ledger.save_call(CallRow("k", "r", "s", "write", "m", {}, None, None))
    except CasewrightError as error:
        print(type(error).__name__, error.exit_code, error)

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_read_only_ledger_is_told_as_such(readable_by_all: Path) -> None:
    """File and folder; the run is paused, since with permission the same command goes on."""
    path = readable_by_all / "ledger.db"
    whole = filled(path)
    path.chmod(0o444)
    readable_by_all.chmod(0o555)
    done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith(f"StorageError 4 ledger {str(path)!r} can't be ")
    assert path.read_bytes() == whole


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_ledger_in_a_folder_that_is_not_ones_own_is_not_made(readable_by_all: Path) -> None:
    """And nothing is left there."""
    readable_by_all.chmod(0o555)
    command = [sys.executable, "-c", READER, str(readable_by_all / "ledger.db")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert done.stdout.startswith("StorageError 4 ledger ")
    assert list(readable_by_all.iterdir()) == []
