"""What was acknowledged is there after kill -9, and the file opens again without repair."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from casewright.ledger import CallRow, SqliteLedger

WRITER = """
import asyncio, sys
from pathlib import Path
from casewright.ledger import CallRow, SqliteLedger

async def main(path, first):
    ledger = SqliteLedger(Path(path))
    async def save(number):
        key = f"k{number}"
        await ledger.save_call(CallRow(key, "r", "s", "write", "m", {"text": key * 100}, None, None))
        sys.stdout.write(key + "\\n")
        sys.stdout.flush()
    while True:
        await asyncio.gather(*(save(first + i) for i in range(8)))
        first += 8

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


def acknowledged_before_kill(path: Path, first: int, seconds: float) -> list[str]:
    """Starts a writing process, kills it some time after its first acknowledgement."""
    command = [sys.executable, "-c", WRITER, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    return [line.strip() for line in lines if line.endswith("\n")]


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
async def test_every_acknowledged_call_survives_kill_9(tmp_path: Path) -> None:
    """Three processes in turn on one file, each killed at a random moment."""
    dice, path = random.Random(7), tmp_path / "ledger.sqlite3"
    acknowledged: list[str] = []
    for turn in range(3):
        acknowledged += acknowledged_before_kill(path, turn * 1_000_000, dice.uniform(0.0, 0.15))
    ledger = SqliteLedger(path)
    kept = {call.key: call for call in await ledger.calls("r")}
    assert set(acknowledged) <= set(kept)
    assert all(
        call == CallRow(key, "r", "s", "write", "m", {"text": key * 100}, None, None) for key, call in kept.items()
    )
    await ledger.close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(acknowledged) >= 3
