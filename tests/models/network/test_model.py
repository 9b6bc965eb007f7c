"""What a model over the network makes of each thing that a provider may do, on a real socket."""

from __future__ import annotations

import asyncio
import logging
import math
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from casewright.errors import ModelAccessError, ModelFailure
from casewright.models import Message, ModelRequest
from casewright.models.network import CompatibleModel, LitellmModel
from casewright.models.network.asking import is_strict
from casewright.settings import Endpoint, Price
from casewright.testing import EndpointReply, FaultEndpoint, replies

KEY = "sk-very-secret-4711"
REQUEST = ModelRequest((Message("system", "Be brief."), Message("user", "How is the patient, PROMPTTEXT?")), 50, seed=3)
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string"}},
    "required": ["answer"],
    "additionalProperties": False,
}


Adapter = type[LitellmModel] | type[CompatibleModel]
Served = Callable[..., AbstractAsyncContextManager[tuple[LitellmModel | CompatibleModel, FaultEndpoint]]]


@pytest.fixture(params=[LitellmModel, CompatibleModel], ids=["litellm", "compatible"])
def adapter(request: pytest.FixtureRequest) -> Adapter:
    """Whoever carries the calls: all of this holds for each."""
    found: Adapter = request.param
    return found


@pytest.fixture
def served(adapter: Adapter) -> Served:
    """A model in front of an endpoint with a script, for the time of a block."""

    @asynccontextmanager
    async def serve(*script: EndpointReply | str, **settings: object) -> AsyncIterator[Any]:
        async with FaultEndpoint(script) as endpoint:
            wanted = {"model": "openai/test", "api_base": endpoint.api_base, "api_key": SecretStr(KEY), **settings}
            model = adapter(Endpoint.model_validate(wanted), "here")
            yield model, endpoint
            await model.close()

    return serve


async def test_an_answer_comes_with_its_usage(served: Served) -> None:
    """The text, its finish and the tokens used are those that the server sent."""
    async with served("She slept well.") as (model, _):
        reply = await model.complete(REQUEST)
    assert (reply.text, reply.finish, reply.usd) == ("She slept well.", "stop", None)
    assert reply.usage.prompt_tokens > 0
    assert reply.usage.completion_tokens == 3


async def test_what_is_asked_is_sent(served: Served) -> None:
    """Messages, limits, seed, stop strings and schema reach the server, and the key only as a header."""
    async with served('{"answer": "well"}') as (model, endpoint):
        await model.complete(ModelRequest(REQUEST.messages, 50, 0.5, 3, ("END",), SCHEMA))
    body = endpoint.chats[0].body
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert (body["max_tokens"], body["temperature"], body["seed"], body["stop"]) == (50, 0.5, 3, ["END"])
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["response_format"]["json_schema"]["strict"] is True
    assert endpoint.chats[0].headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in endpoint.chats[0].text


@pytest.mark.parametrize(
    "reply",
    [
        replies.answer("Well.", reasoning="She said so."),
        replies.thinking("Well.", "She said so."),
        replies.thinking("Well.", "She said so.", opening=False),
        replies.thinking("Well."),
    ],
    ids=["reasoning-field", "block", "no-opening-tag", "empty-block"],
)
async def test_thoughts_are_not_part_of_the_answer(served: Served, reply: EndpointReply) -> None:
    """Wherever thoughts stand, the answer is what is left."""
    async with served(reply) as (model, _):
        assert (await model.complete(REQUEST)).text == "Well."


FAILURES = {
    "slow-down": (replies.rate_limited(7), "rate_limited"),
    "500": (replies.server_error(), "server"),
    "503": (replies.server_error(503), "server"),
    "reset": (replies.reset(), "connection"),
    "cut-off": (replies.cut_off(), "connection"),
    "empty": (replies.empty(), "empty"),
    "refusal-in-words": (replies.refusal(), "refusal"),
    "refusal-marked": (replies.refusal("No.", marked=True), "refusal"),
    "content-filter": (replies.content_filter(), "content_filter"),
    "no-json-at-all": (replies.garbage(), "garbage"),
    "unclosed-thought": (replies.thinking("", "She said", closing=False), "truncated"),
    "endless": (replies.endless(), "too_long"),
    "bad-request": (replies.server_error(400), "unsupported"),
}


@pytest.mark.parametrize(("reply", "kind"), FAILURES.values(), ids=FAILURES.keys())
async def test_each_fault_is_a_failure_of_its_own_kind(served: Served, reply: EndpointReply, kind: str) -> None:
    """A fault never becomes an answer, is tried once, and tells neither key nor prompt."""
    async with served(reply) as (model, endpoint):
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
    assert caught.value.kind == kind
    assert len(endpoint.chats) == 1
    assert KEY not in str(caught.value)
    assert "PROMPTTEXT" not in str(caught.value)


async def test_retry_after_is_handed_on(served: Served) -> None:
    """What the server asked for is in the failure, in seconds."""
    async with served(replies.rate_limited(7)) as (model, _):
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
    assert caught.value.retry_after == 7


@pytest.mark.parametrize(
    "reply", [replies.refused_key(), replies.refused_key(403), replies.unknown_model()], ids=["401", "403", "404"]
)
async def test_what_no_retry_would_help_pauses_the_run(served: Served, reply: EndpointReply) -> None:
    """A refused key or an unknown model is an access error that names the endpoint."""
    async with served(reply) as (model, _):
        with pytest.raises(ModelAccessError, match="'openai/test' at here"):
            await model.complete(REQUEST)


async def test_a_reply_cut_by_length_says_so(served: Served) -> None:
    """The text is kept, and marked as not whole."""
    async with served(replies.answer("She slept", finish="length")) as (model, _):
        assert (await model.complete(REQUEST)).finish == "length"


async def test_nobody_there_is_a_connection_failure(adapter: Adapter) -> None:
    """A port where nothing listens is told from a server that fails."""
    async with FaultEndpoint() as gone:
        base = gone.api_base
    model = adapter(Endpoint(model="openai/test", api_base=base))
    with pytest.raises(ModelFailure) as caught:
        await model.complete(REQUEST)
    await model.close()
    assert caught.value.kind == "connection"


async def test_a_hanging_server_times_out(served: Served) -> None:
    """A server that says nothing is left after the endpoint's time."""
    async with served(replies.hang(), timeout_seconds=0.2) as (model, _):
        began = time.monotonic()
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
    assert caught.value.kind == "timeout"
    assert time.monotonic() - began < 3


async def test_letters_come_with_probabilities_over_the_choices(served: Served) -> None:
    """The first token's candidates are renormalised over the choices; others don't count."""
    reply = replies.answer("A", logprobs={"A": -0.5, " A": -3.0, "B": -1.5, "The": -0.1})
    async with served(reply) as (model, _):
        answer = await model.complete(ModelRequest(REQUEST.messages, 1, choices=("A", "B")))
    assert answer.text == "A"
    assert sum(map(math.exp, answer.choice_logprobs.values())) == pytest.approx(1)
    odds = (math.exp(-0.5) + math.exp(-3.0)) / math.exp(-1.5)
    assert math.exp(answer.choice_logprobs["A"] - answer.choice_logprobs["B"]) == pytest.approx(odds)


async def test_a_server_without_probabilities_can_not_judge_by_letter(served: Served) -> None:
    """An answer without them is a failure, never a certainty."""
    async with served("A") as (model, _):
        with pytest.raises(ModelFailure) as caught:
            await model.complete(ModelRequest(REQUEST.messages, 1, choices=("A", "B")))
    assert caught.value.kind == "unsupported"


async def test_a_server_that_refuses_schemas_is_asked_without(served: Served) -> None:
    """It is tried once more without the schema, and not troubled with one again."""

    async with served(replies.server_error(400), "{}", "{}") as (model, endpoint):
        for _ in range(2):
            await model.complete(ModelRequest(REQUEST.messages, 50, json_schema=SCHEMA))
    assert ["response_format" in chat.body for chat in endpoint.chats] == [True, False, False]


async def test_a_foreign_address_never_gets_a_key_of_the_environment(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a key of its own, an endpoint at somebody's address gets a placeholder."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    async with served("ok", api_key=None) as (model, endpoint):
        await model.complete(REQUEST)
    assert endpoint.chats
    assert not endpoint.find(KEY)


async def test_nothing_is_logged(
    served: Served, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither prompts nor keys reach a log or the terminal, even when calls fail."""
    caplog.set_level(logging.INFO)
    async with served("ok", replies.server_error(), replies.refused_key()) as (model, _):
        await model.complete(REQUEST)
        for _ in range(2):
            with pytest.raises((ModelFailure, ModelAccessError)):
                await model.complete(REQUEST)
    printed = "".join(capfd.readouterr()) + caplog.text
    assert "PROMPTTEXT" not in printed
    assert KEY not in printed


async def test_a_price_in_settings_prices_the_call(served: Served) -> None:
    """Dollars a million tokens, prompt and completion apart."""
    async with served("one two three", price=Price(prompt=1.0, completion=10.0)) as (model, _):
        reply = await model.complete(REQUEST)
    assert reply.usd == pytest.approx((reply.usage.prompt_tokens + 30) / 1e6)


async def test_cancelling_hangs_up(served: Served) -> None:
    """A cancelled call ends at once, and the model can be asked again."""
    async with served(replies.answer("late", delay=30), "now") as (model, endpoint):
        call = asyncio.create_task(model.complete(REQUEST))
        while not endpoint.chats:  # noqa: ASYNC110 - the first import of litellm takes its time
            await asyncio.sleep(0.01)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert (await model.complete(REQUEST)).text == "now"


async def test_a_real_call_is_refused_in_tests(adapter: Adapter) -> None:
    """With CASEWRIGHT_REAL_CALLS=no only loopback is called."""
    with pytest.raises(ModelAccessError, match="is refused"):
        await adapter(Endpoint(model="openai/gpt-x")).complete(REQUEST)


def test_one_model_serves_several_event_loops(adapter: Adapter) -> None:
    """A script may call ``asyncio.run`` twice with one model."""

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    model = adapter(Endpoint(model="openai/test", api_base=f"http://127.0.0.1:{port}/v1"))

    async def ask() -> str:
        async with FaultEndpoint(default="ok", port=port):
            text = (await model.complete(REQUEST)).text
            await model.close()
            return text

    assert [asyncio.run(ask()) for _ in range(2)] == ["ok", "ok"]


def test_only_closed_schemas_are_strict() -> None:
    """Providers refuse a strict schema with an open object or an optional property."""
    assert is_strict(SCHEMA)
    assert not is_strict({**SCHEMA, "required": []})
    assert not is_strict({"type": "array", "items": {"type": "object", "properties": {}}})
