"""What every model fulfils, whoever runs it."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from casewright.errors import ModelFailure
from casewright.models import Message, Model, ModelReply, ModelRequest, Policy, ResilientModel
from casewright.models.network import CompatibleModel, LitellmModel
from casewright.settings import Endpoint
from casewright.testing import EndpointReply, FaultEndpoint, FunctionModel, Received, replies

SCHEMA = {
    "type": "object",
    "properties": {"answer": {"enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}
TALK = (Message("system", "You are brief."), Message("user", "Name a colour."))


def serve(received: Received) -> EndpointReply:
    """An honest server: it does what each request asks, and is deterministic."""
    body = received.body
    if body.get("logprobs"):
        return replies.answer("A", logprobs={"A": -0.1, "B": -2.4})
    if "response_format" in body:
        return replies.answer('{"answer": "yes"}')
    words = f"A colour of your choice, number {body['seed']}, STOP and a word more.".split()
    finish = "length" if len(words) > body["max_tokens"] else "stop"
    text = " ".join(words[: body["max_tokens"]])
    return replies.answer(text.partition((body.get("stop") or ["\0"])[0])[0], finish=finish)


async def answer(request: ModelRequest) -> ModelReply:
    """The same, without a server."""
    await asyncio.sleep(0)
    if request.choices:
        return ModelReply("A", choice_logprobs={"A": math.log(0.9), "B": math.log(0.1)})
    if request.json_schema:
        return ModelReply('{"answer": "yes"}')
    words = f"A colour of your choice, number {request.seed}, STOP and a word more.".split()
    text = " ".join(words[: request.max_tokens]).partition((request.stop or ("\0",))[0])[0]
    return ModelReply(text.strip(), "length" if len(words) > request.max_tokens else "stop")


@pytest.fixture(
    params=[
        "scripted",
        "resilient",
        "litellm",
        "compatible",
        pytest.param("embedded", marks=pytest.mark.slow),
    ]
)
async def model(request: pytest.FixtureRequest) -> AsyncIterator[Model]:
    async with AsyncExitStack() as stack:
        made: Model = FunctionModel(answer)
        if request.param == "resilient":
            made = ResilientModel(made, Policy())
        elif request.param in ("litellm", "compatible"):
            server = await stack.enter_async_context(FaultEndpoint(serve))
            adapter = LitellmModel if request.param == "litellm" else CompatibleModel
            made = adapter(Endpoint(model="openai/test-1b", api_base=server.api_base), "here")
        elif request.param == "embedded":
            pytest.importorskip("xllamacpp")
            from casewright.models.embedded import EmbeddedModel

            made = EmbeddedModel("smollm2-135m", threads=1, context=2048)
        yield made
        await made.close()


async def test_it_says_who_it_is(model: Model) -> None:
    """Name, family and fingerprint are there before any call, and hold no address."""
    assert model.name
    assert model.family
    assert model.fingerprint
    assert "127.0.0.1" not in model.fingerprint
    assert isinstance(model.small, bool)


async def test_the_same_request_gives_the_same_text(model: Model) -> None:
    """Whatever was asked in between."""
    request = ModelRequest(TALK, 40, temperature=0.7, seed=5)
    first = await model.complete(request)
    await model.complete(ModelRequest((TALK[0], Message("user", "Name a colour, or a fruit.")), 10))
    await model.complete(ModelRequest((Message("user", "Hello."),), 5))
    assert (await model.complete(request)).text == first.text


async def test_length_is_told_from_an_end(model: Model) -> None:
    """A reply that was cut says so."""
    cut = await model.complete(ModelRequest((Message("user", "Tell a long story about a ship."),), 4))
    assert cut.finish == "length"
    assert cut.text


async def test_a_stop_string_ends_the_reply_and_is_not_in_it(model: Model) -> None:
    """Whatever the model would have said after it."""
    whole = (await model.complete(ModelRequest(TALK, 40))).text
    stop = whole.split()[2]
    reply = await model.complete(ModelRequest(TALK, 40, stop=(stop,)))
    assert stop not in reply.text
    assert len(reply.text) < len(whole)


async def test_a_schema_is_followed(model: Model) -> None:
    """The text is JSON of the shape asked for."""
    reply = await model.complete(ModelRequest(TALK, 200, json_schema=SCHEMA))
    assert json.loads(reply.text)["answer"] in ("yes", "no")


async def test_letters_have_probabilities(model: Model) -> None:
    """For every choice, and they add up to one; the text is the likeliest."""
    question = Message("user", "Is the sky blue? Answer with one letter. A: yes. B: no.")
    reply = await model.complete(ModelRequest((question,), 1, choices=("A", "B")))
    assert set(reply.choice_logprobs) == {"A", "B"}
    assert sum(map(math.exp, reply.choice_logprobs.values())) == pytest.approx(1)
    assert reply.text == max(reply.choice_logprobs, key=reply.choice_logprobs.__getitem__)


async def test_calls_may_be_made_together(model: Model) -> None:
    """Each gets its own answer."""
    requests = [ModelRequest(TALK, 8, temperature=0.9, seed=seed) for seed in range(4)]
    alone = [(await model.complete(request)).text for request in requests]
    assert [reply.text for reply in await asyncio.gather(*map(model.complete, requests))] == alone


async def test_a_cancelled_call_leaves_the_model_usable(model: Model) -> None:
    """And ends without an answer of its own."""
    call = asyncio.create_task(model.complete(ModelRequest(TALK, 1500)))
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert (await model.complete(ModelRequest(TALK, 5))).text


async def test_closing_twice_is_fine(model: Model) -> None:
    """Whoever closes need not know whether somebody did."""
    await model.complete(ModelRequest(TALK, 5))
    await model.close()
    await model.close()


@pytest.mark.slow
async def test_a_prompt_beyond_the_context_is_a_failure() -> None:
    """Nothing is cut off silently."""
    pytest.importorskip("xllamacpp")
    from casewright.models.embedded import EmbeddedModel

    model = EmbeddedModel("smollm2-135m", threads=1, context=512)
    with pytest.raises(ModelFailure) as caught:
        await model.complete(ModelRequest((Message("user", "word " * 600),), 5))
    await model.close()
    assert caught.value.kind == "too_long"
