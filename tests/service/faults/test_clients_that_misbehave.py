"""Clients that are slow, that go away, and that never read: nobody else waits for them, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from tests.service.conftest import Live

from casewright.runs.workplace import WorkDone

Work = Callable[..., Awaitable[WorkDone]]
BODY = json.dumps({"orders": [{"code": "F32.1", "kind": "progress", "level": "named"}]}).encode()


@pytest.fixture
def settings_text() -> str:
    """Requests have a second."""
    return "roles: {writer: parrot}\nservice: {request_seconds: 1.0, heartbeat_seconds: 0.2}\n"


@pytest.fixture
async def ana(live: Live) -> AsyncGenerator[httpx.AsyncClient, None]:
    """A client that behaves."""
    headers = {"Authorization": f"Bearer {await live.key('submit', at_once=4)}", "Content-Type": "application/json"}
    async with httpx.AsyncClient(base_url=live.url, headers=headers, timeout=10) as client:
        yield client


@asynccontextmanager
async def wire(live: Live) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection on which a test says what it likes."""
    url = httpx.URL(live.url)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    try:
        yield reader, writer
    finally:
        writer.close()


def head(key: str, path: str, *more: str, method: str = "POST") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: casewright.test", f"Authorization: Bearer {key}", *more]
    return "\r\n".join([*lines, "", ""]).encode()


async def jobs_of(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/v1/jobs")).raise_for_status().json()["jobs"]
    return found


async def test_a_body_that_drips_is_given_up(live: Live, ana: httpx.AsyncClient) -> None:
    """After the time that a request has; meanwhile others are answered, and no job came of it."""
    async with wire(live) as (reader, writer):
        length = f"Content-Length: {len(BODY)}"
        writer.write(head(await live.key("submit"), "/v1/jobs", "Content-Type: application/json", length))
        answering = asyncio.create_task(reader.read(4000))
        for place in range(len(BODY)):
            if answering.done():
                break
            writer.write(BODY[place : place + 1])
            assert (await ana.get("/livez")).status_code == 200
            await asyncio.sleep(0.1)
        answer = await asyncio.wait_for(answering, 10)
    assert b" 504 " in answer.split(b"\r\n")[0]
    assert b"urn:casewright:problem:deadline" in answer
    assert await jobs_of(ana) == []


async def test_a_body_that_breaks_off_is_no_job(live: Live, ana: httpx.AsyncClient) -> None:
    """Whoever hangs up in the middle has sent nothing."""
    for _ in range(6):
        async with wire(live) as (_, writer):
            length = f"Content-Length: {len(BODY)}"
            writer.write(head(await live.key("submit"), "/v1/jobs", "Content-Type: application/json", length))
            writer.write(BODY[:30])
            await writer.drain()
    assert (await ana.get("/livez")).status_code == 200
    assert await jobs_of(ana) == []


async def test_hanging_up_before_the_answer_loses_nothing(live: Live, ana: httpx.AsyncClient) -> None:
    """What was sent whole is there, once, when it is sent again under its idempotency key."""
    key = ana.headers["Authorization"].removeprefix("Bearer ")
    more = ["Content-Type: application/json", f"Content-Length: {len(BODY)}", "Idempotency-Key: once"]
    async with wire(live) as (_, writer):
        writer.write(head(key, "/v1/jobs", *more) + BODY)
        await writer.drain()
    again = await ana.post("/v1/jobs", content=BODY, headers={"Idempotency-Key": "once"})
    assert again.is_success
    assert [job["id"] for job in await jobs_of(ana)] == [again.json()["id"]]


async def test_places_of_those_who_went_are_free(live: Live, ana: httpx.AsyncClient) -> None:
    """A key that may be at four streams at once may be at four again after they broke off."""
    job = (await ana.post("/v1/jobs", content=BODY)).raise_for_status().json()
    key, place = ana.headers["Authorization"].removeprefix("Bearer "), f"/v1/jobs/{job['id']}/events"
    for _ in range(3):
        for _ in range(4):
            async with wire(live) as (reader, writer):
                writer.write(head(key, place, method="GET"))
                await writer.drain()
                assert b" 200 " in await asyncio.wait_for(reader.readline(), 10)
        async with asyncio.timeout(10):
            while (await ana.get("/v1/jobs")).status_code == 429:  # noqa: ASYNC110 - the server notices by writing
                await asyncio.sleep(0.05)


async def test_a_listener_who_never_reads_holds_nobody_up(live: Live, ana: httpx.AsyncClient, work: Work) -> None:
    """Others hear of the run to its end."""
    job = (await ana.post("/v1/jobs", content=BODY)).raise_for_status().json()
    key, place = ana.headers["Authorization"].removeprefix("Bearer "), f"/v1/jobs/{job['id']}/events"
    async with wire(live) as (_, deaf):
        deaf.write(head(key, place, method="GET"))
        await deaf.drain()
        listening = asyncio.create_task(heard(ana, place))
        await work(job["run"])
        assert "event: end" in await asyncio.wait_for(listening, 20)


async def heard(client: httpx.AsyncClient, place: str) -> str:
    """Everything that a stream says until it ends."""
    async with client.stream("GET", place, timeout=20) as answer:
        return "".join([line + "\n" async for line in answer.aiter_lines()])


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\r\n\r\n",
        b"POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        b"POST /v1/jobs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["nonsense", "two lengths", "chunk", "long path", "TLS"],
)
async def test_what_is_no_http_is_refused(live: Live, ana: httpx.AsyncClient, said: bytes) -> None:
    """And the service goes on."""
    async with wire(live) as (reader, writer):
        writer.write(said)
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(2000), 10)
    assert answer == b"" or answer.split(b" ")[1][:1] == b"4"
    assert (await ana.get("/livez")).status_code == 200
