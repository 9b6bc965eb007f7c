"""What was not accepted is an error, and no text of it comes along; nobody who stops waiting stops the job."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

import httpx
import pytest
from tests.service.conftest import Live
from tests.service.openai.test_completions import ASKED, PLACE, chunks_of, error_of

from casewright.runs.workplace import WorkDone
from casewright.service.site import Site
from casewright.testing import FaultEndpoint

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
ELATED = "She is elated, sleeps little and feels wonderful."


@pytest.fixture
async def endpoint() -> AsyncGenerator[FaultEndpoint, None]:
    async with FaultEndpoint(lambda received: ELATED) as found:
        yield found


@pytest.fixture
def settings_text(endpoint: FaultEndpoint) -> str:
    """A writer that tells of somebody else."""
    return f"""\
endpoints:
  astray: {{model: openai/astray, api_base: "{endpoint.api_base}", api_key: none, family: testing, small: false}}
roles: {{writer: astray}}
gate: {{max_attempts: 3}}
service: {{heartbeat_seconds: 0.2}}
"""


async def test_a_reject_is_an_error(client: MakeClient, worker: None, endpoint: FaultEndpoint) -> None:
    """With the decision and what all attempts used, and without the text, streamed or not."""
    ana = await client("submit")
    whole = await ana.post(PLACE, json=ASKED)
    assert whole.status_code == 422
    error = error_of(whole)
    assert (error["code"], whole.headers["x-should-retry"]) == ("not-accepted", "false")
    told = error["casewright"]
    assert told["decision"]["outcome"] == "rejected"
    assert told["decision"]["reasons"]
    assert len(endpoint.chats) >= 2
    assert told["usage"]["completion_tokens"] == len(endpoint.chats) * len(ELATED.split())
    streamed = await ana.post(PLACE, json={**ASKED, "stream": True})
    assert streamed.status_code == 200
    (chunk,) = chunks_of(streamed)
    assert chunk["error"]["code"] == "not-accepted"
    assert chunk["error"]["casewright"]["sample"] == told["sample"]
    assert "elated" not in whole.text + streamed.text


async def test_a_stream_is_kept_alive_until_the_decision(live: Live, work: Work) -> None:
    """Comments come while nobody works; a client that goes away meanwhile cancels nothing."""
    headers = {"Authorization": f"Bearer {await live.key('submit')}"}
    async with httpx.AsyncClient(base_url=live.url, headers=headers) as ana:
        async with ana.stream("POST", PLACE, json={**ASKED, "stream": True}) as answer:
            lines = answer.aiter_lines()
            alive = [await anext(lines) for _ in range(6)]
        assert [line for line in alive if line] == [": waiting for the decision"] * 3
        (job,) = (await ana.get("/v1/jobs")).json()["jobs"]
        await work(job["run"])
        told = (await ana.get(f"/v1/jobs/{job['id']}")).json()
    assert told["outcomes"] == {"rejected": 1}


async def test_whoever_hangs_up_cancels_nothing(live: Live, work: Work) -> None:
    """Also where nothing was streamed; asked again, the answer is there."""
    headers = {"Authorization": f"Bearer {await live.key('submit')}"}
    async with httpx.AsyncClient(base_url=live.url, headers=headers) as ana:
        with pytest.raises(httpx.ReadTimeout):
            await ana.post(PLACE, json=ASKED, timeout=0.7)
        (job,) = (await ana.get("/v1/jobs")).json()["jobs"]
        await work(job["run"])
        again = await ana.post(PLACE, json=ASKED, timeout=20)
    assert error_of(again)["casewright"]["run"] == job["run"]


async def test_patience_ends_and_the_job_goes_on(client: MakeClient, site: Site, work: Work) -> None:
    """The error names the job; it is done all the same."""
    site.settings = site.settings.model_copy(update={"service": site.serving.model_copy(update={"chat_seconds": 0.3})})
    ana = await client("submit")
    late = await ana.post(PLACE, json=ASKED)
    assert (late.status_code, error_of(late)["code"], late.headers["x-should-retry"]) == (504, "deadline", "false")
    told = error_of(late)["casewright"]
    await work(told["run"])
    assert (await ana.get(f"/v1/jobs/{told['job']}")).json()["outcomes"] == {"rejected": 1}


async def test_a_cancelled_job_is_told(client: MakeClient) -> None:
    """To whoever still waits."""
    ana = await client("submit")
    waiting = asyncio.create_task(ana.post(PLACE, json=ASKED))
    while not (jobs := (await ana.get("/v1/jobs")).json()["jobs"]):  # noqa: ASYNC110 - jobs are polled
        await asyncio.sleep(0.05)
    await ana.post(f"/v1/jobs/{jobs[0]['id']}/cancel")
    refused = await asyncio.wait_for(waiting, 20)
    assert (refused.status_code, error_of(refused)["code"]) == (409, "conflict")


async def test_a_service_that_stops_lets_its_clients_go(client: MakeClient, site: Site, work: Work) -> None:
    """Without waiting for a decision; the job stays."""
    ana = await client("submit")
    waiting = asyncio.create_task(ana.post(PLACE, json={**ASKED, "stream": True}))
    while not (await ana.get("/v1/jobs")).json()["jobs"]:  # noqa: ASYNC110 - jobs are polled
        await asyncio.sleep(0.05)
    site.draining.set()
    await site.hub.close()
    (chunk,) = chunks_of(await asyncio.wait_for(waiting, 20))
    assert chunk["error"]["code"] == "draining"
    done = await work(chunk["error"]["casewright"]["run"])
    assert sum(done.finished.values()) == 1
