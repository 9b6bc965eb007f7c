"""Workers are kept running, end with whoever keeps them, and are drained before they are ended."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from casewright.runs.workplace import Workplace
from casewright.service.http.figures import Figures
from casewright.service.process.workers import Workers, worker_command

BEGIN = "import sys, time, signal; log = open(sys.argv[1], 'a', buffering=1); "
HEARS = "signal.signal(signal.SIGTERM, lambda *_: (log.write('told\\n'), sys.exit(0))); log.write('begun\\n'); "
PATIENT = BEGIN + HEARS + "time.sleep(60)"
DEAF = BEGIN + "signal.signal(signal.SIGTERM, lambda *_: log.write('told\\n')); log.write('begun\\n'); time.sleep(60)"
ENDING = BEGIN + "log.write('begun\\n'); sys.exit(3)"
KEPT = BEGIN + HEARS + "from casewright.service.process.lifeline import hold; hold(); time.sleep(60)"
CHILD = "[sys.executable, '-c', sys.argv[2], sys.argv[1]]"
SERVICE = f"import subprocess, sys, time; subprocess.Popen({CHILD}, stdin=subprocess.PIPE); time.sleep(60)"


class Kept:
    """Workers of a program that writes what happens to it into a file."""

    def __init__(self, program: str, log: Path, count: int = 1, *more: str) -> None:
        self.lines: list[str] = []
        self.figures, self._log = Figures(), log
        command = [sys.executable, "-c", program, str(log), *more]
        self.workers = Workers(command, {}, count, self.figures, self.lines.append, first_wait=0.05)

    async def until(self, line: str, count: int = 1) -> None:
        """Waits until so many have written a line."""
        async with asyncio.timeout(30):
            while self._written().count(line) < count:  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.02)

    async def ids(self, count: int = 1) -> list[int]:
        """Of so many, once they are known: one may write before its starter hears of it."""
        async with asyncio.timeout(30):
            while len(self.workers.ids) < count:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)
        return self.workers.ids

    def _written(self) -> list[str]:
        return self._log.read_text("utf-8").splitlines() if self._log.exists() else []


async def test_all_are_told_and_waited_for(tmp_path: Path) -> None:
    """They end by themselves once they have finished, and none is started again."""
    kept = Kept(PATIENT, tmp_path / "log", 2)
    kept.workers.start()
    await kept.until("begun", 2)
    await kept.ids(2)
    await asyncio.wait_for(kept.workers.stop(), 20)
    assert not kept.workers.ids
    assert not kept.lines


async def test_who_ends_is_started_again(tmp_path: Path) -> None:
    """With a pause that grows; the figures and the report say so."""
    kept = Kept(ENDING, tmp_path / "log")
    kept.workers.start()
    await kept.until("begun", 3)
    await asyncio.wait_for(kept.workers.stop(), 20)
    assert kept.lines[:2] == [
        f"worker 1 ended with code 3; it is started again in {wait} s" for wait in ("0.05", "0.1")
    ]
    assert b"casewright_worker_restarts_total 0.0" not in kept.figures.text()


async def test_who_was_killed_is_started_again(tmp_path: Path) -> None:
    """As after the kernel ran out of memory."""
    kept = Kept(PATIENT, tmp_path / "log")
    kept.workers.start()
    await kept.until("begun")
    (first,) = await kept.ids()
    os.kill(first, signal.SIGKILL)
    await kept.until("begun", 2)
    (second,) = await kept.ids()
    kept.workers.kill()
    assert first != second
    assert kept.lines == ["worker 1 ended with code -9; it is started again in 0.05 s"]
    await asyncio.wait_for(kept.workers.stop(), 20)


async def test_who_does_not_listen_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told twice, and then no more asked."""
    monkeypatch.setattr("casewright.service.process.workers.LAST_WORD", 0.1)
    kept = Kept(DEAF, tmp_path / "log")
    kept.workers.start()
    await kept.until("begun")
    stopping = asyncio.create_task(kept.workers.stop())
    await kept.until("told")
    await kept.workers.abort()
    await asyncio.wait_for(stopping, 20)
    assert kept.workers.ids == []


async def test_a_worker_does_not_outlive_its_service(tmp_path: Path) -> None:
    """It is told to stop once the other end of its standard input is gone, however that came about."""
    kept = Kept(SERVICE, tmp_path / "log", 1, KEPT)
    kept.workers.start()
    await kept.until("begun")
    kept.workers.kill()
    await kept.until("told")
    await asyncio.wait_for(kept.workers.stop(), 20)


def test_a_command_line_holds_no_ledger() -> None:
    """Its URL may hold a password, and everybody on a machine can read command lines."""
    place = Workplace("postgresql://ana:secret@db/x", config=Path("c.yaml"), rubrics=(Path("a"), Path("b")))
    command, environment = worker_command(place, 7.0)
    assert "secret" not in str(command)
    assert environment == {"CASEWRIGHT_LEDGER": place.ledger}
    assert command[3:] == [
        "worker", "--every-project", "--config", "c.yaml", "--grace", "7.0", "--rubrics", "a", "--rubrics", "b"
    ]  # fmt: skip
