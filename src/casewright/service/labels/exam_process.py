"""Holds an exam in a process of its own, so that requests go on being answered, and keeps what it tells."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from typing import Any

from casewright.exams.booth import Task
from casewright.service.labels.exam_rows import LOST, beat_exam, end_exam
from casewright.service.store import Database

__all__ = ["hold_exam"]

MODULE = "casewright.exams.booth.sitting"
LONGEST_LINE = 2**26
BEAT_SECONDS = 10.0
TOLD_SECONDS = 0.5
"""How often at most its progress is written."""
STOPPED = "the service was stopped; begun again it goes on, and no answer is paid twice"


async def hold_exam(database: Database, name: str, task: Task) -> None:
    """Sits the exam to its end. Where it is cancelled its process is killed."""
    result: Mapping[str, Any] = {"why": STOPPED}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", MODULE, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE
    )
    try:
        await _hand_over(process, task)
        result = await _follow(process, database, name)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await database.run(lambda connection: end_exam(connection, name, result))


async def _hand_over(process: Process, task: Task) -> None:
    assert process.stdin is not None  # noqa: S101 - a pipe, as asked
    try:
        process.stdin.write(task.model_dump_json().encode())
        await process.stdin.drain()
        process.stdin.close()
    except ConnectionError:  # it ended before it was told all: there will be no result
        return


async def _follow(process: Process, database: Database, name: str) -> Mapping[str, Any]:
    """What it came to, after all that it tells of its progress."""
    done = total = 0
    told = 0.0
    while True:
        line = await _line(process)
        if line == b"":
            return {"why": LOST}
        said: dict[str, Any] = json.loads(line) if line else {}
        if "certificates" in said or "why" in said:
            return said
        done, total = said.get("done", done), said.get("total", total)
        if not line or time.monotonic() - told > TOLD_SECONDS:
            told = time.monotonic()
            await database.run(lambda connection: beat_exam(connection, name, done, total))  # noqa: B023 - awaited


async def _line(process: Process) -> bytes | None:
    """The next line; ``None`` after a while without one, and nothing at the end."""
    assert process.stdout is not None  # noqa: S101 - a pipe, as asked
    try:
        return await asyncio.wait_for(process.stdout.readline(), BEAT_SECONDS)
    except TimeoutError:
        return None
