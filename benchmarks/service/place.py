"""A service in processes of its own, as people run it, and the smallest FastAPI application that there is."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from casewright.rubrics import resolve
from casewright.runs.workplace import Workplace
from casewright.service.keys import make_key
from casewright.service.principal import KeyLimits
from casewright.service.store import Database
from casewright.testing import certificates_for, write_certificates

__all__ = ["ORDER", "Served", "bare", "served", "workplace"]

SECRET = "a secret of this benchmark, 32 bytes"  # noqa: S105 - it opens nothing else
MAIN = "from casewright.cli import main; main()"
SETTINGS = """\
roles: {writer: parrot}
how: {concurrency: 4, stop_early: false}
gate: {round_size: 50}
service: {open_jobs: 1000000, overlap_checks_per_hour: 1000000}
"""
BARE = """\
import sys
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

class Asked(BaseModel):
    code: str
    text: str = ""

app = FastAPI(openapi_url=None)

@app.get("/thing")
async def get() -> dict[str, str]:
    return {"id": "thing"}

@app.post("/thing")
async def post(asked: Asked) -> dict[str, str]:
    return {"code": asked.code}

uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="error", http="h11", lifespan="off", ws="none")
"""
ORDER = {"code": "F32.1", "kind": "progress", "level": "named"}
TICKS = os.sysconf("SC_CLK_TCK")
QUIET = 0.1
"""Seconds of processor time in one second, below which a service is idle."""


@dataclass(frozen=True)
class Served:
    """A server that listens.

    ``key`` opens it; ``pid`` is its process, whose children are its workers.
    """

    url: str
    key: str
    pid: int

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def pids(self) -> list[int]:
        """The server and its workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()
        return [self.pid, *map(int, children)]

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time so far, of the server and of its workers."""
        found = [_cpu(pid) for pid in self.pids()]
        return {"server": found[0], "workers": sum(found[1:])}

    def rss(self) -> float:
        """Megabytes that the server holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def workplace(folder: Path) -> Workplace:
    """Settings, certificates and a ledger in a folder."""
    config = folder / "casewright.yaml"
    config.write_text(SETTINGS, encoding="utf-8")
    held = write_certificates(folder / "certificates", certificates_for([resolve("F32.1", kind="progress")]))
    return Workplace(str(folder / "ledger.sqlite"), config=config, certificates=held)


@asynccontextmanager
async def served(place: Workplace, *, workers: int = 0) -> AsyncGenerator[Served]:
    """``casewright serve`` on a place, and a key that may do everything and is not limited."""
    database = await asyncio.to_thread(Database.beside, place.ledger)
    free = KeyLimits(per_minute=None, at_once=None)
    made = await make_key(
        database, SECRET.encode(), name="load", project="default", roles=("submit", "evaluate"), limits=free
    )
    database.close()
    given = {"--ledger": place.ledger, "--config": place.config, "--certificates": place.certificates,
             "--workers": workers, "--port": 0}  # fmt: skip
    options = [str(part) for pair in given.items() for part in pair]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", MAIN, "serve", "--no-access-log", *options,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, "CASEWRIGHT_SERVICE_SECRET": SECRET},
    )  # fmt: skip
    assert process.stderr is not None
    try:
        (url,) = re.findall(r"http://127\.0\.0\.1:\d+", (await process.stderr.readline()).decode())
        reading = asyncio.create_task(process.stderr.read())
        service = Served(url, made.key, process.pid)
        await _warm(service)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
    await reading


@asynccontextmanager
async def bare(port: int) -> AsyncGenerator[Served]:
    """FastAPI with a route that does nothing, on the same server program."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", BARE, str(port))
    try:
        await _answers(port)
        yield Served(f"http://127.0.0.1:{port}", "", process.pid)
    finally:
        process.terminate()
        await process.wait()


async def _warm(service: Served) -> None:
    """Waits until what it reads after its start, beside its first requests, is read."""
    async with asyncio.timeout(120):
        before = -1.0
        while sum(service.cpu().values()) - before > QUIET:
            before = sum(service.cpu().values())
            await asyncio.sleep(1)


async def _answers(port: int) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return


def _cpu(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS
