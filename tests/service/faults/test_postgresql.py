"""The database goes away and comes back: the service says so, stays alive, and lost nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from casewright.runs.workplace import WorkDone, Workplace
from casewright.testing.postgres_server import PostgresServer, postgres_programs

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
ORDER = {"code": "F32.1", "kind": "progress", "level": "named", "n": 2}
pytestmark = pytest.mark.server


@pytest.fixture
def server() -> Generator[PostgresServer, None, None]:
    """One of this test's own, which it stops."""
    if postgres_programs() is None:
        pytest.skip("there is no PostgreSQL on this machine; make test-all installs it")
    with PostgresServer() as found:
        yield found


@pytest.fixture
def place(place: Workplace, server: PostgresServer) -> Workplace:
    return replace(place, ledger=f"{server.url}?schema=away")


async def statuses(ana: httpx.AsyncClient, *places: str) -> list[int]:
    return [(await ana.get(place, timeout=60)).status_code for place in places]


async def test_a_database_that_goes_and_comes_back(client: MakeClient, server: PostgresServer, work: Work) -> None:
    """Alive throughout; not ready and 503 without it, the same process as before with it."""
    ana = await client("submit", "evaluate")
    job = (await ana.post("/v1/jobs", json={"orders": [ORDER]})).raise_for_status().json()
    assert await statuses(ana, "/livez", "/readyz") == [200, 200]
    await asyncio.to_thread(server.stop)
    assert await statuses(ana, "/livez", "/readyz", "/v1/jobs", f"/v1/jobs/{job['id']}") == [200, 503, 503, 503]
    headers = {"Idempotency-Key": "again"}
    refused = await ana.post("/v1/jobs", json={"orders": [{**ORDER, "n": 3}]}, headers=headers, timeout=60)
    assert refused.json()["type"] == "urn:casewright:problem:storage-unavailable"
    assert refused.headers["retry-after"]
    assert "127.0.0.1" not in refused.text
    await asyncio.to_thread(server.start)
    assert await statuses(ana, "/livez", "/readyz", "/v1/jobs", f"/v1/jobs/{job['id']}") == [200] * 4
    again = await ana.post("/v1/jobs", json={"orders": [{**ORDER, "n": 3}]}, headers=headers)
    assert again.is_success
    await work(job["run"])
    told: list[dict[str, Any]] = [(await ana.get(f"/v1/jobs/{one}")).json() for one in (job["id"], again.json()["id"])]
    assert [(one["state"], one["outcomes"]["accepted"]) for one in told] == [("done", 3), ("done", 3)]


async def test_a_stream_outlives_its_database(client: MakeClient, server: PostgresServer, work: Work) -> None:
    """A listener is kept alive meanwhile, and hears what happened afterwards."""
    ana = await client("submit")
    job = (await ana.post("/v1/jobs", json={"orders": [ORDER]})).raise_for_status().json()
    listening = asyncio.create_task(ana.get(f"/v1/jobs/{job['id']}/events", timeout=60))
    await asyncio.sleep(0.5)
    await asyncio.to_thread(server.stop)
    await asyncio.sleep(1)
    await asyncio.to_thread(server.start)
    await work(job["run"])
    told = await asyncio.wait_for(listening, 60)
    assert told.text.count("event: decided") >= 2
    assert "event: end" in told.text
