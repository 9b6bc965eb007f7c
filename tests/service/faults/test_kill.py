"""Services and workers are killed with -9 under load and start again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from casewright.ledger import open_ledger
from casewright.runs.workplace import Workplace
from casewright.service.keys import make_key
from casewright.service.store import Database
from casewright.testing import EndpointProcess

pytestmark = pytest.mark.slow
SECRET = "a secret of these tests, 32 bytes"
MAIN = "from casewright.cli import main; main()"
JOBS, KILLS = 9, 3
PAID, FREE = "paid", "default"


@dataclass
class Fleet:
    """Services on one ledger, each with a worker of its own and a process group that dies at once."""

    place: Workplace
    folder: Path
    running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)
    urls: dict[int, str] = field(default_factory=dict)

    async def start(self, number: int) -> None:
        """A service at the port that it had before, once it listens."""
        port = self.urls.get(number, ":0").rpartition(":")[2]
        given = {
            "--ledger": self.place.ledger, "--config": self.place.config, "--rubrics": self.place.rubrics[0],
            "--certificates": self.place.certificates, "--workers": 1, "--port": port, "--grace": 5,
        }  # fmt: skip
        options = [str(part) for pair in given.items() for part in pair]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", MAIN, "serve", *options, cwd=self.folder, stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "CASEWRIGHT_SERVICE_SECRET": SECRET}, start_new_session=True,
        )  # fmt: skip
        self.running[number] = process
        assert process.stderr is not None
        (self.urls[number],) = re.findall(r"http://127\.0\.0\.1:\d+", (await process.stderr.readline()).decode())

    def kill(self, number: int, *, workers: bool) -> None:
        """SIGKILL for a service, with its workers or without."""
        process = self.running[number]
        os.killpg(process.pid, signal.SIGKILL) if workers else process.kill()

    async def close(self) -> None:
        """Ends whatever runs."""
        for process in self.running.values():
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


async def handed_in(fleet: Fleet, headers: dict[str, str], name: str, body: dict[str, Any]) -> str:
    """A job's id, however often it has to be sent: as a careful client does, under one idempotency key."""
    turn = 0
    async with (
        httpx.AsyncClient(headers={**headers, "Idempotency-Key": name}, timeout=20) as client,
        asyncio.timeout(90),
    ):
        while True:
            turn += 1
            try:
                answer = await client.post(f"{fleet.urls[turn % len(fleet.urls)]}/v1/jobs", json=body)
            except httpx.TransportError:
                await asyncio.sleep(0.2)
                continue
            if answer.is_success:
                return str(answer.json()["id"])
            assert answer.status_code >= 500, answer.text
            await asyncio.sleep(0.2)


async def done(fleet: Fleet, headers: dict[str, str], jobs: Sequence[str]) -> list[dict[str, Any]]:
    """How each job stands, once all are over."""
    async with httpx.AsyncClient(base_url=fleet.urls[0], headers=headers, timeout=20) as client, asyncio.timeout(120):
        while True:
            found = [(await client.get(f"/v1/jobs/{job}")).raise_for_status().json() for job in jobs]
            if all(job["state"] not in ("queued", "running") for job in found):
                return found
            await asyncio.sleep(0.5)


@pytest.fixture
async def endpoint(tmp_path: Path) -> AsyncGenerator[EndpointProcess, None]:
    """A model that answers nothing useful, in a tenth of a second, and counts."""
    async with EndpointProcess(tmp_path / "received", delay=0.1) as found:
        yield found


@pytest.fixture
def settings_text(endpoint: EndpointProcess) -> str:
    """The parrot, and a model that costs; leases that run out soon."""
    return f"""\
endpoints:
  scribe: {{model: openai/scribe, api_base: "{endpoint.api_base}", api_key: none, family: testing, small: false}}
roles: {{writer: parrot}}
gate: {{max_attempts: 2}}
how: {{lease_seconds: 3, concurrency: 2}}
profiles:
  paid: {{roles: {{writer: scribe}}}}
"""


def body_of(number: int) -> dict[str, Any]:
    """A job: of three accepted reports, or of four samples that the model gets rejected."""
    order = {"code": "F32.1", "kind": "progress", "level": "named", "n": 3}
    if number % 3:
        return {"orders": [order], "seed": number}
    return {"orders": [{**order, "n": 4, "max_samples": 4}], "seed": number, "profile": PAID}


async def storm(fleet: Fleet, services: int, endpoint: EndpointProcess) -> None:
    database = await asyncio.to_thread(Database.beside, fleet.place.ledger)
    made = await make_key(database, SECRET.encode(), name="ana", project="default", roles=("submit",))
    database.close()
    headers = {"Authorization": f"Bearer {made.key}"}
    await asyncio.gather(*(fleet.start(number) for number in range(services)))
    sending = [
        asyncio.create_task(handed_in(fleet, headers, f"job-{number}", body_of(number))) for number in range(JOBS)
    ]
    for kill in range(KILLS):
        await asyncio.sleep(0.4 + 0.9 * kill)
        fleet.kill(kill % services, workers=kill % 2 == 0)
        await fleet.running[kill % services].wait()
        await fleet.start(kill % services)
    jobs = await asyncio.gather(*sending)
    told = await done(fleet, headers, jobs)
    again = [await handed_in(fleet, headers, f"job-{number}", body_of(number)) for number in range(JOBS)]
    assert again == jobs
    assert len(set(jobs)) == JOBS
    await fleet.close()
    await require_whole(fleet.place, told, endpoint)


async def require_whole(place: Workplace, told: Sequence[dict[str, Any]], endpoint: EndpointProcess) -> None:
    """Orders exactly full or exactly tried, a decision a sample, and no call paid for twice but what was in flight."""
    ledger, completed, unanswered = open_ledger(place.ledger), 0, 0
    for job in told:
        (order,) = job["orders"]
        paid = job["profile"] == PAID
        assert (job["state"], order["accepted"], order["short"]) == ("done", 0 if paid else 3, 4 if paid else 0)
        assert order["samples"] == sum(order["outcomes"].values())
        assert not paid or order["outcomes"] == {"rejected": 4}
        events = await ledger.events(job["run"], kinds=("decided",))
        rows = await ledger.samples(job["run"])
        assert len(events) == len({event.sample for event in events}) == len(rows) == order["samples"]
        bill = await ledger.bill(job["run"])
        completed, unanswered = completed + bill.completed, unanswered + bill.open + bill.again + bill.failed
    assert len(await ledger.runs()) == JOBS
    await ledger.close()
    assert completed > 0
    assert completed <= endpoint.received <= completed + unanswered


async def test_one_service_on_sqlite(place: Workplace, tmp_path: Path, endpoint: EndpointProcess) -> None:
    """Killed with its worker and without it."""
    fleet = Fleet(place, tmp_path)
    try:
        await storm(fleet, 1, endpoint)
    finally:
        await fleet.close()


@pytest.mark.server
async def test_two_services_on_one_postgresql(
    place: Workplace, tmp_path: Path, endpoint: EndpointProcess, postgres_url: str
) -> None:
    """Clients turn to whichever answers."""
    fleet = Fleet(replace(place, ledger=postgres_url), tmp_path)
    try:
        await storm(fleet, 2, endpoint)
    finally:
        await fleet.close()
