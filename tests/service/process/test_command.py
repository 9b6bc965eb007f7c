"""``casewright serve`` as a process: its workers do the jobs, signals end it, and being killed loses nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from casewright.runs.workplace import Workplace

pytestmark = pytest.mark.slow
MAIN = "from casewright.cli import main; main()"
ORDER = {"code": "F32.1", "kind": "progress", "level": "named"}


@dataclass
class Command:
    """Starts services on one ledger."""

    place: Workplace
    folder: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def serve(self, workers: int = 1) -> tuple[subprocess.Popen[str], str]:
        """The process and its URL, once it says where it listens."""
        given = {
            "--config": self.place.config, "--rubrics": self.place.rubrics[0], "--workers": workers, "--port": 0,
            "--certificates": self.place.certificates, "--ledger": self.place.ledger, "--grace": 10,
        }  # fmt: skip
        options = [str(part) for pair in given.items() for part in pair]
        service = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", MAIN, "serve", *options], stderr=subprocess.PIPE, text=True, cwd=self.folder
        )
        self.started.append(service)
        assert service.stderr is not None
        line = service.stderr.readline()
        (url,) = re.findall(r"http://127\.0\.0\.1:\d+", line)
        return service, url

    def key(self) -> str:
        """A key, as a person makes one."""
        options = ["--name", "ana", "--role", "submit", "--ledger", self.place.ledger]
        made = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", MAIN, "key", "create", *options],
            capture_output=True, text=True, check=True, cwd=self.folder,
        )  # fmt: skip
        (found,) = re.findall(r"cw_\S+", made.stdout)
        return str(found)


@pytest.fixture
def command(place: Workplace, tmp_path: Path) -> Iterator[Command]:
    found = Command(place, tmp_path)
    yield found
    for service in found.started:
        service.kill()
        service.communicate()


def children(process: int) -> list[int]:
    """Ids of the processes that another one started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text("ascii", "replace").rpartition(")")[2].split()[1])
        except OSError:
            continue
        found += [int(stat.parent.name)] if parent == process else []
    return found


def until(seconds: float, holds: Any) -> None:
    """Waits for something; fails once it has taken that long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def gone(process: int) -> bool:
    """Whether a process has ended: not there, or waiting to be buried."""
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text("ascii", "replace").rpartition(")")[2].split()[0] == "Z"


def test_a_job_is_done_by_its_workers_and_a_signal_ends_it(command: Command) -> None:
    """From a new key to an accepted report; then it exits 0, and its worker with it."""
    service, url = command.serve()
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {command.key()}"}) as client:
        job = client.post("/v1/jobs", json={"orders": [{**ORDER, "n": 2}]}).raise_for_status().json()
        until(60, lambda: client.get(f"/v1/jobs/{job['id']}").json()["state"] == "done")
        told = client.get(f"/v1/jobs/{job['id']}").json()
    (worker,) = children(service.pid)
    service.send_signal(signal.SIGTERM)
    _, said = service.communicate(timeout=30)
    assert service.returncode == 0
    assert gone(worker)
    assert "Fatal" not in said
    assert "Traceback" not in said
    assert told["orders"][0]["accepted"] == 2


def test_a_killed_service_takes_its_workers_along_and_loses_nothing(command: Command) -> None:
    """What was taken in is done after the next start, once."""
    service, url = command.serve(workers=0)
    headers = {"Authorization": f"Bearer {command.key()}", "Idempotency-Key": "once"}
    with httpx.Client(base_url=url, headers=headers) as client:
        job = client.post("/v1/jobs", json={"orders": [{**ORDER, "n": 2}]}).raise_for_status().json()
    service.kill()
    killed, _ = command.serve()
    until(30, lambda: children(killed.pid))
    (worker,) = children(killed.pid)
    time.sleep(1.0)
    os.kill(killed.pid, signal.SIGKILL)
    until(30, lambda: gone(worker))
    _, url = command.serve()
    with httpx.Client(base_url=url, headers=headers) as client:
        again = client.post("/v1/jobs", json={"orders": [{**ORDER, "n": 2}]}).raise_for_status().json()
        until(60, lambda: client.get(f"/v1/jobs/{job['id']}").json()["state"] == "done")
        told = client.get(f"/v1/jobs/{job['id']}").json()
    assert again["id"] == job["id"]
    assert told["orders"][0]["accepted"] == 2
