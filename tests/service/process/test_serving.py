"""A service listens, says what a newcomer needs, and leaves nothing in the middle when it is told to stop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from casewright.errors import UsageError
from casewright.runs.drain import Drain
from casewright.runs.workplace import Workplace
from casewright.service.keys import make_key
from casewright.service.process import ServePlan, serve
from casewright.service.process.server import listening
from casewright.service.site import Site

SECRET = "a secret of these tests, 32 bytes"


@pytest.fixture
def plan(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> ServePlan:
    monkeypatch.setenv("CASEWRIGHT_SERVICE_SECRET", SECRET)
    return ServePlan(place, port=0, grace_seconds=5)


@asynccontextmanager
async def serving(plan: ServePlan) -> AsyncGenerator[tuple[httpx.AsyncClient, Drain, list[str], asyncio.Task[None]]]:
    """A service in this loop, once it answers."""
    lines: list[str] = []
    drain = Drain()
    task = asyncio.create_task(serve(plan, drain, lines.append))
    while not lines and not task.done():  # noqa: ASYNC110 - it says where it listens
        await asyncio.sleep(0.01)
    if task.done():
        await task
    (url,) = re.findall(r"http://\S+:\d+", lines[0])
    async with httpx.AsyncClient(base_url=url) as client:
        yield client, drain, lines, task
    drain.abort()
    await asyncio.wait_for(task, 20)


async def test_a_newcomer_is_told_how_to_make_a_key(plan: ServePlan, site: Site) -> None:
    """Once there is one, it isn't said again."""
    async with serving(plan) as (client, _, lines, _):
        assert (await client.get("/readyz")).json() == {"status": "ready"}
    assert "casewright key create" in lines[1]
    await make_key(site.database, SECRET.encode(), name="ana", project="default", roles=("submit",))
    async with serving(plan) as (_, _, lines, _):
        await asyncio.sleep(0)
    assert not any("casewright key create" in line for line in lines)


async def test_it_lingers_unready_and_begins_nothing(plan: ServePlan) -> None:
    """So that a balancer sees it before connections are refused."""
    async with serving(replace(plan, linger_seconds=1.0)) as (client, drain, _, task):
        drain.begin(5)
        await asyncio.sleep(0.05)
        statuses = [(await client.get("/readyz")).status_code, (await client.get("/livez")).status_code]
        refused = await client.post("/v1/jobs", json={})
        await asyncio.wait_for(task, 20)
        with pytest.raises(httpx.TransportError):
            await client.get("/livez")
    assert statuses == [503, 200]
    assert refused.json()["type"].endswith("draining")


async def test_streams_end_when_it_stops(plan: ServePlan, site: Site, work: Callable[..., Awaitable[object]]) -> None:
    """A listener is told that it is over here, and can go on elsewhere from where it was."""
    made = await make_key(site.database, SECRET.encode(), name="ana", project="default", roles=("submit",))
    async with serving(plan) as (client, drain, _, task):
        client.headers["Authorization"] = f"Bearer {made.key}"
        order = {"code": "F32.1", "kind": "progress", "level": "named", "n": 1}
        job = (await client.post("/v1/jobs", json={"orders": [order]})).raise_for_status().json()
        async with client.stream("GET", f"/v1/jobs/{job['id']}/events", timeout=30) as stream:
            assert stream.status_code == 200
            drain.begin(5)
            async for _ in stream.aiter_lines():
                pass
        await asyncio.wait_for(task, 20)


async def test_an_address_that_is_taken_is_said(plan: ServePlan) -> None:
    """As what the user did wrong, without a traceback."""
    with listening("127.0.0.1", 0) as door, pytest.raises(UsageError, match="can't listen"):
        await serve(replace(plan, port=door.getsockname()[1]), Drain(), lambda line: None)


async def test_plain_http_on_a_network_is_pointed_out(plan: ServePlan) -> None:
    """With the document that says what to put in front of it."""
    async with serving(replace(plan, host="0.0.0.0")) as (_, _, lines, _):  # noqa: S104 - what is tested
        assert any("TLS" in line for line in lines)
