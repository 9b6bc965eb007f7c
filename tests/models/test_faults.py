"""Endpoints that fail on the wire: each fault ends as it should, and the calls it cost are counted at the endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.errors import ModelAccessError, ModelFailure
from casewright.models import Message, ModelReply, ModelRequest, Policy, ResilientModel
from casewright.models.network import network_model
from casewright.settings import Endpoint
from casewright.testing import FaultEndpoint, Received, replies
from casewright.testing.endpoint_process import EndpointProcess
from casewright.testing.replies import EndpointReply

REQUEST = ModelRequest((Message("user", "How is the patient?"),), 50)
QUICK = Policy(base_wait=0.001, longest_wait=0.05, breaker_failures=50, breaker_seconds=0.2)
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}


def model_at(api_base: str, policy: Policy = QUICK, seconds: float = 0.3) -> ResilientModel:
    endpoint = Endpoint(model="openai/m", api_base=api_base, timeout_seconds=seconds)
    return ResilientModel(network_model(endpoint, "ward"), policy)


FAULTS: dict[str, tuple[EndpointReply, str, int]] = {
    # what the endpoint does, for ever; how the call ends; how often it was made
    "slow": (replies.answer("late", delay=5), "timeout", 4),
    "slow-loris": (replies.slow_loris(pause=0.05), "timeout", 4),
    "hangs": (replies.hang(), "timeout", 4),
    "reset": (replies.reset(), "connection", 4),
    "cut off": (replies.cut_off(), "connection", 4),
    "longer than it comes": (replies.wrong_length(+40), "connection", 4),
    "shorter than it comes": (replies.wrong_length(-40), "connection", 4),
    "500": (replies.server_error(), "server", 4),
    "503": (replies.server_error(503), "server", 4),
    "an error in a success": (replies.wrapped_error(), "server", 4),
    "429 for ever": (replies.rate_limited(), "rate_limited", 7),
    "429 for an hour": (replies.rate_limited(3600), "rate_limited", 7),
    "a page instead of an answer": (replies.garbage(), "garbage", 1),
    "endless": (replies.endless(), "too_long", 1),
    "without a word": (replies.empty(), "empty", 1),
    "a refusal": (replies.refusal(), "refusal", 1),
    "withheld": (replies.content_filter(), "content_filter", 1),
}


@pytest.mark.parametrize(("fault", "kind", "calls"), FAULTS.values(), ids=FAULTS.keys())
async def test_each_fault_ends_in_its_kind_after_a_bounded_number_of_calls(
    fault: EndpointReply, kind: str, calls: int
) -> None:
    """After a good answer, so that the endpoint is known to be there."""
    async with FaultEndpoint(["ok"], default=fault) as server:
        model = model_at(server.api_base, seconds=5.0 if kind == "too_long" else 0.3)
        await model.complete(REQUEST)
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
        await model.close()
    assert caught.value.kind == kind
    assert len(server.chats) == 1 + calls
    assert "patient" not in str(caught.value)


PASSING = {name: fault for name, (fault, _, calls) in FAULTS.items() if calls > 1}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
async def test_a_fault_that_passes_is_not_noticed(fault: EndpointReply) -> None:
    """The caller gets the answer alone."""
    passing = replies.rate_limited(0.01) if fault.status == 429 else fault
    async with FaultEndpoint([passing, "well"]) as server:
        model = model_at(server.api_base)
        assert (await model.complete(REQUEST)).text == "well"
        await model.close()
    assert len(server.chats) == 2


@pytest.mark.parametrize(
    "fault", [replies.refused_key(), replies.refused_key(403), replies.unknown_model()], ids="{0.status}".format
)
async def test_a_refused_key_or_name_is_asked_once(fault: EndpointReply) -> None:
    """And pauses the run with one message."""
    async with FaultEndpoint(default=fault) as server:
        model = model_at(server.api_base)
        with pytest.raises(ModelAccessError, match="at ward"):
            await model.complete(REQUEST)
        await model.close()
    assert len(server.chats) == 1


async def test_a_storm_of_429_is_ridden_out() -> None:
    """With and without Retry-After, mixed: every call is answered, the limit is down, and what was sent is bounded."""
    turn = iter(range(10_000))

    def script(received: Received) -> EndpointReply | str:
        number = next(turn)
        return (replies.rate_limited(0.01) if number % 2 else replies.rate_limited()) if number < 40 else "ok"

    async with FaultEndpoint(script) as server:
        model = model_at(server.api_base, Policy(concurrency=16, base_wait=0.001, longest_wait=0.05, slowdowns=50))
        answers = await asyncio.gather(*(model.complete(REQUEST) for _ in range(60)))
        await model.close()
    assert {answer.text for answer in answers} == {"ok"}
    assert len(server.chats) == 60 + 40
    assert model.concurrency < 16
    assert model.retries == 0


async def test_faults_of_many_calls_cost_a_tenth_more_at_most() -> None:
    """One request in five fails: 200 calls make at most 220 requests, the free ones included."""
    turn = iter(range(10_000))

    def script(received: Received) -> EndpointReply | str:
        return "ok" if next(turn) % 5 else replies.server_error()

    async with FaultEndpoint(script) as server:
        model = model_at(server.api_base)
        done = await asyncio.gather(*(model.complete(REQUEST) for _ in range(200)), return_exceptions=True)
        await model.close()
    assert len(server.chats) <= 220
    assert sum(isinstance(item, ModelReply) for item in done) >= 170


async def test_another_models_name_is_kept() -> None:
    """It may be a dated version or an alias, so it is no failure; the reply says what the server said."""
    async with FaultEndpoint(["plain", replies.other_model()]) as server:
        model = model_at(server.api_base)
        assert (await model.complete(REQUEST)).served == ""
        assert (await model.complete(REQUEST)).served == "somebody-else"
        await model.close()


@pytest.mark.parametrize(("tokens", "finish"), [(50, "length"), (49, "stop"), (51, "stop")])
async def test_a_finish_reason_that_lies_is_found_out(tokens: int, finish: str) -> None:
    """A text that ends at the very last token allowed was cut, whatever it claims."""
    async with FaultEndpoint([replies.hidden_cut("The patient is", tokens)]) as server:
        model = model_at(server.api_base)
        assert (await model.complete(REQUEST)).finish == finish
        await model.close()


async def test_a_wrong_schema_is_the_readers_to_refuse() -> None:
    """The text comes as it is; nothing is guessed from it, and it is asked for once."""
    async with FaultEndpoint([replies.wrong_schema()]) as server:
        model = model_at(server.api_base)
        asked = ModelRequest((Message("user", "?"),), 50, json_schema=SCHEMA)
        assert (await model.complete(asked)).text == '{"unexpected": [1, 2, 3]}'
        await model.close()
    assert len(server.chats) == 1


@pytest.mark.slow
async def test_a_killed_endpoint_opens_the_breaker_and_is_found_again(tmp_path: Path) -> None:
    """kill -9 in the middle of a crowd, and a new start: calls in between end as ones that go back to the queue, nobody
    knocks at the closed door, and one probe finds it open."""
    async with EndpointProcess(tmp_path / "log", delay=0.02) as server:
        policy = Policy(concurrency=8, base_wait=0.001, breaker_seconds=0.2)
        model = model_at(server.api_base, policy, seconds=10)
        assert (await model.complete(REQUEST)).text == "ok"
        crowd = [asyncio.create_task(model.complete(REQUEST)) for _ in range(100)]
        await until(lambda: server.received > 20)
        await server.kill()
        done = await asyncio.gather(*crowd, return_exceptions=True)
        kinds = {item.kind for item in done if isinstance(item, ModelFailure)}
        assert all(isinstance(item, ModelReply | ModelFailure) for item in done)
        assert kinds <= {"breaker_open", "connection"}
        assert "breaker_open" in kinds
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
        assert caught.value.kind == "breaker_open"
        answered = sum(isinstance(item, ModelReply) for item in done)
        await server.start()
        await until(lambda: model.admits)
        before = server.received
        assert (await model.complete(REQUEST)).text == "ok"
        assert server.received == before + 1
        assert before <= 1 + answered + 8 + model.retries
        await model.close()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - another process moves it
            await asyncio.sleep(0.01)
