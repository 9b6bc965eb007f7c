"""Calls travel as jobs: gathered, waited for, taken up again after a crash, and paid for once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import ModelAccessError, ModelFailure, SettingsError, StorageError
from casewright.models import Message, ModelRequest, ResilientModel, load_model
from casewright.models.at_hand import call_at_hand
from casewright.settings import Batches, Endpoint
from casewright.testing import FaultEndpoint, Received, replies
from casewright.testing.endpoint_jobs import JobEnding
from casewright.testing.replies import EndpointReply

QUICK = {"max_requests": 50, "wait_seconds": 0.02, "poll_seconds": 0.01}


def request(number: int) -> ModelRequest:
    return ModelRequest((Message("user", f"Question {number}?"),), 50)


def echo(received: Received) -> str:
    return f"to: {received.body['messages'][0]['content']}"


def model_at(server: FaultEndpoint, folder: Path, name: str = "openai/m", **more: Any) -> ResilientModel:
    batch = Batches(**{**QUICK, "journal": folder, **more})
    return load_model("jobs", {"jobs": Endpoint(model=name, api_base=server.api_base, batch=batch)})


@asynccontextmanager
async def served(
    folder: Path, script: Any = echo, endings: Sequence[JobEnding] = (), **more: Any
) -> AsyncIterator[tuple[ResilientModel, FaultEndpoint]]:
    async with FaultEndpoint(script, endings=endings) as server:
        model = model_at(server, folder, **more)
        yield model, server
        await model.close()


async def ask(model: ResilientModel, *numbers: int) -> list[Any]:
    async def one(number: int) -> str:
        with call_at_hand(f"key-{number}"):
            return (await model.complete(request(number))).text

    return await asyncio.gather(*(one(number) for number in numbers), return_exceptions=True)


async def test_calls_that_come_together_are_one_job(tmp_path: Path) -> None:
    """Each gets its own answer; nothing goes over the chat route."""
    async with served(tmp_path, max_requests=20, wait_seconds=5) as (model, server):
        assert await ask(model, *range(20)) == [f"to: Question {number}?" for number in range(20)]
    assert len(server.jobs.jobs) == 1
    assert server.chats == []


async def test_a_full_job_is_sent_at_once(tmp_path: Path) -> None:
    """The rest goes with the next."""
    async with served(tmp_path, max_requests=8, wait_seconds=0.5) as (model, server):
        await ask(model, *range(20))
    assert [len(job.requests) for job in server.jobs.jobs] == [8, 8, 4]


async def test_the_journal_holds_no_text(tmp_path: Path) -> None:
    """Neither question nor answer."""
    async with served(tmp_path) as (model, _):
        await ask(model, 1, 2)
    kept = b"".join(path.read_bytes() for path in list_files(tmp_path))
    assert b"key-1" in kept
    assert b"uestion" not in kept


def list_files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_rows_fail_each_in_its_own_way(tmp_path: Path) -> None:
    """One refused, one garbage, one fine; a fault of the server is asked again, in another job."""
    turns: dict[str, list[EndpointReply | str]] = {
        "Question 1?": [replies.refusal()],
        "Question 2?": [replies.server_error(), "well again"],
    }

    def script(received: Received) -> EndpointReply | str:
        left = turns.get(received.body["messages"][0]["content"])
        return left.pop(0) if left else "fine"

    async with served(tmp_path, script, max_requests=3, wait_seconds=0.5) as (model, server):
        refused, again, fine = await ask(model, 1, 2, 3)
    assert isinstance(refused, ModelFailure)
    assert (refused.kind, again, fine) == ("refusal", "well again", "fine")
    assert [len(job.requests) for job in server.jobs.jobs] == [3, 1]


async def test_what_a_server_does_not_take_is_left_out_of_the_next_job(tmp_path: Path) -> None:
    """As for single calls: a refusal of the schema is learnt from."""

    def script(received: Received) -> EndpointReply | str:
        return EndpointReply(status=400, error="unsupported") if "response_format" in received.body else "fine"

    asked = ModelRequest((Message("user", "?"),), 5, json_schema={"type": "object"})
    async with served(tmp_path, script) as (model, server):
        assert (await model.complete(asked)).text == "fine"
    assert len(server.jobs.jobs) == 2


async def test_an_expired_job_keeps_what_it_has(tmp_path: Path) -> None:
    """Calls that it left out go into another one; those that were answered are not asked again."""
    async with served(tmp_path, endings=["expired"], max_requests=6, wait_seconds=0.5) as (model, server):
        assert await ask(model, *range(6)) == [f"to: Question {number}?" for number in range(6)]
    assert sum(len(job.requests) for job in server.jobs.jobs) == 6 + 3


@pytest.mark.parametrize(
    ("ending", "kind"), [("expired", "timeout"), ("failed", "rate_limited"), ("cancelled", "server")]
)
async def test_a_job_that_ends_badly_is_a_typed_failure(tmp_path: Path, ending: JobEnding, kind: str) -> None:
    """Of the kind that goes back to the queue."""
    async with served(tmp_path, endings=[ending]) as (model, _):
        with pytest.raises(ModelFailure) as caught:
            await model.inner.complete(request(1))
    assert caught.value.kind == kind


async def test_the_same_call_finds_its_job(tmp_path: Path) -> None:
    """Asked by another process, after the first went away in the middle."""
    async with FaultEndpoint(echo) as server:
        server.jobs.held = True
        first = model_at(server, tmp_path, max_requests=3, wait_seconds=5)
        calls = asyncio.create_task(ask(first, 1, 2, 3))
        await until(lambda: bool(server.jobs.jobs) and server.jobs.jobs[0].looks > 0)
        calls.cancel()
        await first.close()
        server.jobs.held = False
        second = model_at(server, tmp_path)
        assert await ask(second, 3, 1, 2) == ["to: Question 3?", "to: Question 1?", "to: Question 2?"]
        await second.close()
    assert len(server.jobs.jobs) == 1


async def test_a_job_whose_id_was_never_told_is_found_by_its_mark(tmp_path: Path) -> None:
    """The connection ended after it was made: it is looked for before anything is sent again."""
    async with served(tmp_path, max_requests=2, wait_seconds=5) as (model, server):
        server.jobs.lost = 1
        assert await ask(model, 1, 2) == ["to: Question 1?", "to: Question 2?"]
    assert len(server.jobs.jobs) == 1


async def test_a_call_given_up_before_it_was_sent_is_not_sent(tmp_path: Path) -> None:
    """Whoever still waits gets an answer."""
    async with served(tmp_path, wait_seconds=0.1) as (model, server):
        calls = [asyncio.create_task(ask(model, number)) for number in (1, 2)]
        await asyncio.sleep(0.03)
        calls[0].cancel()
        assert await calls[1] == ["to: Question 2?"]
    assert [len(job.requests) for job in server.jobs.jobs] == [1]


async def test_nothing_is_sent_that_cannot_be_noted(tmp_path: Path) -> None:
    """A journal that can't be written pauses the run."""
    place = tmp_path / "file"
    place.touch()
    async with served(place) as (model, server):
        with pytest.raises(StorageError, match="journal of jobs"):
            await model.complete(request(1))
    assert server.jobs.jobs == []


async def test_a_refused_key_pauses_the_run(tmp_path: Path) -> None:
    """As for single calls."""
    async with FaultEndpoint(key="other") as server:
        model = model_at(server, tmp_path)
        with pytest.raises(ModelAccessError, match="jobs: its key is refused"):
            await model.complete(request(1))
        await model.close()


@pytest.mark.parametrize("name", ["anthropic/claude-x", "embedded/smollm2-135m"])
def test_not_everybody_takes_jobs(name: str, tmp_path: Path) -> None:
    """Said when the model is made."""
    with pytest.raises(SettingsError, match="batch"):
        load_model("jobs", {"jobs": Endpoint(model=name, batch=Batches(journal=tmp_path))})


async def until(true: Any) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - another process moves it
            await asyncio.sleep(0.01)


CLIENT = """
import asyncio, json, sys
from pathlib import Path
from casewright.models import Message, ModelRequest, load_model
from casewright.models.at_hand import call_at_hand
from casewright.settings import Batches, Endpoint

async def one(model, number):
    with call_at_hand(f"key-{number}"):
        return (await model.complete(ModelRequest((Message("user", f"Question {number}?"),), 50))).text

async def main(base, folder):
    batch = Batches(max_requests=10, wait_seconds=5, poll_seconds=0.01, journal=Path(folder))
    model = load_model("jobs", {"jobs": Endpoint(model="openai/m", api_base=base, batch=batch)})
    print(json.dumps(await asyncio.gather(*(one(model, number) for number in range(10)))))
    await model.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def start(server: FaultEndpoint, folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLIENT, server.api_base, str(folder), stdout=asyncio.subprocess.PIPE
    )


@pytest.mark.parametrize("lost", [0, 1], ids=["after it knew its job", "before it knew its job"])
async def test_a_killed_process_pays_for_nothing_twice(tmp_path: Path, lost: int) -> None:
    """kill -9 between sending and answer: the next process takes the job up."""
    async with FaultEndpoint(echo) as server:
        server.jobs.held, server.jobs.lost = True, 1000 * lost
        first = await start(server, tmp_path)
        await until(lambda: bool(server.jobs.jobs) and (bool(lost) or server.jobs.jobs[0].looks > 0))
        os.kill(first.pid, signal.SIGKILL)
        assert await first.wait() == -signal.SIGKILL
        server.jobs.held, server.jobs.lost = False, 0
        sent = len(server.jobs.jobs)
        second = await start(server, tmp_path)
        out, _ = await second.communicate()
    assert json.loads(out) == [f"to: Question {number}?" for number in range(10)]
    assert len(server.jobs.jobs) == sent
    assert sum(len(job.requests) for job in server.jobs.jobs) == 10


LIBRARY = """
import asyncio, json, sys
from pathlib import Path
from casewright.models import Message, ModelRequest
from casewright.models.network.batched import BatchedModel
from casewright.models.network.job_library import JobLibrary
from casewright.settings import Batches, Endpoint

async def main(base, folder):
    batch = Batches(max_requests=2, wait_seconds=5, poll_seconds=0.01, journal=Path(folder))
    endpoint = Endpoint(model="openai/m", api_base=base, batch=batch)
    service = JobLibrary(endpoint, "'openai/m'")
    model = BatchedModel(endpoint, None, service)
    asked = [ModelRequest((Message("user", f"Question {number}?"),), 50) for number in range(2)]
    texts = [reply.text for reply in await asyncio.gather(*map(model.complete, asked))]
    marks = [json.loads(line) for line in next(Path(folder).iterdir()).read_text().splitlines()]
    print(json.dumps([texts, await service.find(marks[0]["mark"]), await service.find("none")]))
    await model.close()

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.slow
async def test_litellm_carries_jobs_too(tmp_path: Path) -> None:
    """For providers at their own addresses. In a process of its own: the library leaves its connections open."""
    async with FaultEndpoint(echo) as server:
        client = await asyncio.create_subprocess_exec(
            sys.executable, "-c", LIBRARY, server.api_base, str(tmp_path), stdout=asyncio.subprocess.PIPE
        )
        out, _ = await client.communicate()
    assert json.loads(out) == [["to: Question 0?", "to: Question 1?"], "batch_0", None]
