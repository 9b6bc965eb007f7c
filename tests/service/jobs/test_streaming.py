"""Events of a job as they happen: resumable, alive while nothing does, ended when the job is; nobody is waited for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from casewright.runs.workplace import WorkDone
from casewright.service.jobs import hub, streaming

Work = Callable[..., Awaitable[WorkDone]]
ORDERS: dict[str, Any] = {"orders": [{"code": "F32.1", "n": 2, "kind": "progress"}]}


@pytest.fixture
def settings_text() -> str:
    """Heartbeats come fast enough to be seen."""
    return "roles: {writer: parrot}\nservice: {heartbeat_seconds: 0.1, request_seconds: 5}\n"


@dataclass
class Told:
    """What a stream said so far."""

    events: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        return [int(name) for name, _, _ in self.events if name]

    @property
    def kinds(self) -> list[str]:
        return [kind for _, kind, _ in self.events]

    def take(self, block: list[str]) -> None:
        values = dict(line.split(": ", 1) for line in block if not line.startswith(":"))
        if "data" in values:
            self.events.append((values.get("id", ""), values["event"], json.loads(values["data"])))
        self.comments += [line for line in block if line.startswith(":")]


@asynccontextmanager
async def caller(live: Any, *roles: str, **owner: Any) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {await live.key(*roles, **owner)}"}
    async with httpx.AsyncClient(base_url=live.url, headers=headers, timeout=30) as made:
        yield made


async def listened(ana: httpx.AsyncClient, job: str, until: Callable[[Told], bool], **headers: str) -> Told:
    """Listens until the stream ends, or so much was told."""
    told, block = Told(), list[str]()
    async with ana.stream("GET", f"/v1/jobs/{job}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        async for line in answer.aiter_lines():
            if line:
                block.append(line)
                continue
            told.take(block)
            block = []
            if until(told):
                break
    return told


async def test_a_stream_tells_all_and_ends_with_the_job(live: Any, work: Work) -> None:
    """Ids rise, the last event is `end` with the job's counts; a later listener hears the same."""
    async with caller(live, "submit") as ana:
        job = (await ana.post("/v1/jobs", json=ORDERS)).json()
        listening = asyncio.create_task(listened(ana, job["id"], lambda told: False))
        await work(job["run"])
        told = await listening
        later = await listened(ana, job["id"], lambda told: False)
    assert told.ids == sorted(set(told.ids))
    assert told.kinds[-1] == "end"
    assert told.events[-1][2]["outcomes"] == {"accepted": 2}
    assert told.kinds.count("decided") == 2
    assert later.events == told.events
    assert "worker" not in json.dumps(told.events)


async def test_a_stream_is_taken_up_where_it_was_left(live: Any, work: Work) -> None:
    """Of two halves, cut by the client, nothing is missing and nothing is told twice."""
    async with caller(live, "submit") as ana:
        job = (await ana.post("/v1/jobs", json=ORDERS)).json()
        await work(job["run"])
        whole = await listened(ana, job["id"], lambda told: False)
        first = await listened(ana, job["id"], lambda told: len(told.ids) == 3)
        rest = await listened(ana, job["id"], lambda told: False, **{"Last-Event-ID": str(first.ids[-1])})
        refused = await ana.get(f"/v1/jobs/{job['id']}/events", headers={"Last-Event-ID": "yesterday"})
    assert first.ids + rest.ids == whole.ids
    assert refused.status_code == 422


async def test_a_long_history_is_told_whole_before_the_end(
    live: Any, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that was over long ago: every page of its events, and then `end`."""
    monkeypatch.setattr(hub, "PAGE", 5)
    monkeypatch.setattr(streaming, "PAGE", 5)
    async with caller(live, "submit") as ana:
        job = (await ana.post("/v1/jobs", json=ORDERS)).json()
        await work(job["run"])
        ledger = await live.site.ledgers.of("default")
        for number in range(23):
            await ledger.note(job["run"], "round", {"round": number})
        told = await listened(ana, job["id"], lambda told: False)
    assert [data["round"] for _, kind, data in told.events if kind == "round"][-23:] == list(range(23))
    assert told.kinds[-1] == "end"


async def test_a_quiet_stream_is_kept_alive_and_a_client_that_goes_cancels_nothing(live: Any, work: Work) -> None:
    """Comments come while nothing happens; after all listeners left the job is done as ever."""
    async with caller(live, "submit") as ana:
        job = (await ana.post("/v1/jobs", json=ORDERS)).json()
        told = await listened(ana, job["id"], lambda told: len(told.comments) >= 3)
        assert told.kinds.count("decided") == 0
        await asyncio.sleep(0.2)
        assert not live.site.hub._channels
        await work(job["run"])
        assert (await ana.get(f"/v1/jobs/{job['id']}")).json()["state"] == "done"


async def test_cancelling_ends_a_stream(live: Any) -> None:
    """Also of a job that shares its run, which goes on."""
    async with caller(live, "submit") as ana:
        one, other = [(await ana.post("/v1/jobs", json=ORDERS)).json() for _ in range(2)]
        listening = asyncio.create_task(listened(ana, one["id"], lambda told: False))
        await asyncio.sleep(0.1)
        await ana.post(f"/v1/jobs/{other['id']}/cancel")
        await ana.post(f"/v1/jobs/{one['id']}/cancel")
        told = await asyncio.wait_for(listening, 10)
    assert told.events[-1][1] == "end"
    assert told.events[-1][2]["state"] == "cancelled"
    assert "cancelled" in told.kinds


async def test_streams_end_when_the_service_does(live: Any) -> None:
    """Without `end`, so that a client comes back with its last id."""
    async with caller(live, "submit") as ana:
        job = (await ana.post("/v1/jobs", json=ORDERS)).json()
        listening = [asyncio.create_task(listened(ana, job["id"], lambda told: False)) for _ in range(3)]
        await asyncio.sleep(0.3)
        await live.site.hub.close()
        told = await asyncio.wait_for(asyncio.gather(*listening), 10)
    assert all(one.kinds == ["opened"] for one in told)


async def test_many_listeners_are_one_reader(live: Any, work: Work) -> None:
    """However many listen to a run, one task follows it, and each of them hears everything."""
    async with caller(live, "submit", at_once=None) as ana:
        job = (await ana.post("/v1/jobs", json=ORDERS)).json()
        listening = [asyncio.create_task(listened(ana, job["id"], lambda told: False)) for _ in range(25)]
        await asyncio.sleep(0.4)
        assert len(live.site.hub._channels) == 1
        await work(job["run"])
        told = await asyncio.gather(*listening)
    assert len({tuple(one.ids) for one in told}) == 1
    assert told[0].kinds[-1] == "end"
