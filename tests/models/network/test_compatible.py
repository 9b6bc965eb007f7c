"""What holds for calls that aiohttp carries alone: who they go to, what a server may refuse, how many at once."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

from casewright.errors import ModelAccessError, ModelFailure
from casewright.models import Message, ModelRequest, load_model
from casewright.models.network import CompatibleModel, LitellmModel, network_model
from casewright.settings import Endpoint
from casewright.testing import EndpointReply, FaultEndpoint, replies

KEY = "sk-very-secret-4711"
REQUEST = ModelRequest((Message("user", "How is the patient, PROMPTTEXT?"),), 50, 0.5, 3)
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}


@asynccontextmanager
async def served(*script: EndpointReply | str) -> AsyncIterator[tuple[CompatibleModel, FaultEndpoint]]:
    async with FaultEndpoint(script) as endpoint:
        model = CompatibleModel(Endpoint(model="openai/a/b", api_base=endpoint.api_base, api_key=SecretStr(KEY)))
        yield model, endpoint
        await model.close()


def raw(body: object) -> EndpointReply:
    """A body of 200, whatever it is."""
    return EndpointReply(json.dumps(body), ending="raw")


@pytest.mark.parametrize(
    ("model", "api_base", "light"),
    [
        ("openai/NAME", "http://127.0.0.1:8000/v1", True),
        ("hosted_vllm/NAME", "https://gpu.example/v1", True),
        ("openai/gpt-x", None, False),
        ("openai/gpt-x", "https://api.openai.com/v1", False),
        ("openai/gpt-x", "https://house.openai.azure.com/v1", False),
        ("openai/NAME", "https://notopenai.com/v1", True),
        ("anthropic/NAME", "http://127.0.0.1:8000", False),
        ("custom_openai/NAME", "http://127.0.0.1:8000/v1", False),
    ],
)
def test_compatible_servers_at_an_address_of_their_own_are_called_without_litellm(
    model: str, api_base: str | None, *, light: bool
) -> None:
    """Everybody else is litellm's, also a compatible server whose user asks for it by ``custom_openai``."""
    made = network_model(Endpoint(model=model, api_base=api_base))
    assert isinstance(made, CompatibleModel if light else LitellmModel)


def test_a_call_imports_no_litellm() -> None:
    """Its import takes seconds, and a model of one's own needs none of it."""
    code = (
        "import asyncio, sys\n"
        "from casewright.models import Message, ModelRequest, load_model\n"
        "from casewright.settings import Endpoint\n"
        "from casewright.testing import FaultEndpoint\n"
        "async def main():\n"
        "    async with FaultEndpoint() as server:\n"
        "        model = load_model('x', {'x': Endpoint(model='openai/m', api_base=server.api_base)})\n"
        "        print((await model.complete(ModelRequest((Message('user', '?'),), 5))).text)\n"
        "        await model.close()\n"
        "asyncio.run(main())\n"
        "sys.exit('litellm' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (0, "ok\n"), done.stderr


async def test_the_whole_name_after_the_provider_is_asked_for() -> None:
    """Names of served models hold slashes."""
    async with served("ok") as (model, endpoint):
        await model.complete(REQUEST)
    assert endpoint.chats[0].body["model"] == "a/b"


async def test_without_a_key_none_is_sent() -> None:
    """Nor one of the environment, nor a placeholder."""
    async with FaultEndpoint() as endpoint:
        model = CompatibleModel(Endpoint(model="openai/m", api_base=endpoint.api_base))
        await model.complete(REQUEST)
        await model.close()
    assert "Authorization" not in endpoint.chats[0].headers


async def test_redirects_are_not_followed() -> None:
    """A key and a report go to the address in settings or nowhere."""
    async with FaultEndpoint() as elsewhere:
        moved = EndpointReply(status=307, headers={"Location": f"{elsewhere.api_base}/chat/completions"})
        async with served(moved) as (model, _):
            with pytest.raises(ModelAccessError, match="leads elsewhere"):
                await model.complete(REQUEST)
    assert elsewhere.requests == []


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever set them had other traffic in mind."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with served("ok") as (model, _):
        assert (await model.complete(REQUEST)).text == "ok"


async def test_a_key_that_no_header_can_hold_pauses_the_run() -> None:
    """It is not repeated, and nothing is sent."""
    key = "sk\nX-Other: 1"
    async with FaultEndpoint() as endpoint:
        model = CompatibleModel(Endpoint(model="openai/m", api_base=endpoint.api_base, api_key=SecretStr(key)))
        with pytest.raises(ModelAccessError) as caught:
            await model.complete(REQUEST)
        await model.close()
    assert endpoint.requests == []
    assert key not in str(caught.value)


async def test_an_address_may_hold_a_name_and_a_query() -> None:
    """Neither is in errors; a key of the endpoint stands over the address's."""
    async with FaultEndpoint([replies.server_error()]) as endpoint:
        base = endpoint.api_base.replace("//", "//nurse:pass-word@") + "/?version=7"
        model = CompatibleModel(Endpoint(model="openai/m", api_base=base, api_key=SecretStr(KEY)))
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
        await model.close()
    assert endpoint.chats[0].headers["Authorization"] == f"Bearer {KEY}"
    assert "pass-word" not in str(caught.value)


BODIES: dict[str, tuple[object, str]] = {
    "no-choices": ({"choices": []}, "garbage"),
    "null": (None, "garbage"),
    "wrapped-error": ({"error": {"message": f"upstream said {KEY}", "code": 502}}, "server"),
    "null-content": ({"choices": [{"message": {"content": None}, "finish_reason": "stop"}]}, "empty"),
    "only-thoughts": ({"choices": [{"message": {"content": "", "reasoning_content": "Hm."}}]}, "empty"),
    "thoughts-cut-off": (
        {"choices": [{"message": {"content": None, "reasoning_content": "Hm."}, "finish_reason": "length"}]},
        "truncated",
    ),
}


@pytest.mark.parametrize(("body", "kind"), BODIES.values(), ids=BODIES.keys())
async def test_a_success_that_is_none_is_a_failure(body: object, kind: str) -> None:
    """Whatever the body holds instead of an answer, nothing of it is repeated."""
    async with served(raw(body)) as (model, _):
        with pytest.raises(ModelFailure) as caught:
            await model.complete(REQUEST)
    assert caught.value.kind == kind
    assert KEY not in str(caught.value)


async def test_text_in_parts_is_joined() -> None:
    """Some servers send content as a list; odd usage counts as none."""
    parts = [{"type": "text", "text": "She slept "}, {"type": "text", "text": "well."}]
    body = {"choices": [{"message": {"content": parts}}], "usage": {"prompt_tokens": None, "completion_tokens": "3"}}
    async with served(raw(body)) as (model, _):
        reply = await model.complete(REQUEST)
    assert (reply.text, reply.finish, reply.usage.completion_tokens) == ("She slept well.", "stop", 0)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (EndpointReply(status=400, error="context_length_exceeded"), "too_long"),
        (EndpointReply(status=413), "too_long"),
        (EndpointReply(status=400, error="content_filter"), "content_filter"),
        (EndpointReply(status=504), "timeout"),
        (EndpointReply(status=405), "unsupported"),
    ],
    ids=["context", "413", "filter", "504", "405"],
)
async def test_a_refused_request_says_why(reply: EndpointReply, kind: str) -> None:
    """And where the reason is not the schema, the schema is kept."""
    wanted = ModelRequest(REQUEST.messages, 50, json_schema=SCHEMA)
    async with served(reply, reply, "{}") as (model, endpoint):
        with pytest.raises(ModelFailure) as caught:
            await model.complete(wanted)
    assert caught.value.kind == kind
    assert len(endpoint.chats) == (2 if kind == "unsupported" else 1)


async def test_no_credit_pauses_the_run() -> None:
    """It comes as 429, and waiting does not help."""
    async with served(EndpointReply(status=429, error="insufficient_quota")) as (model, _):
        with pytest.raises(ModelAccessError, match="no credit"):
            await model.complete(REQUEST)


async def test_a_newer_name_of_the_token_limit_is_learnt() -> None:
    """The refusal names it; later calls use it at once."""
    async with served(EndpointReply(status=400, error="max_completion_tokens"), "ok", "ok") as (model, endpoint):
        for _ in range(2):
            assert (await model.complete(REQUEST)).text == "ok"
    bodies = [chat.body for chat in endpoint.chats]
    assert ["max_tokens" in body for body in bodies] == [True, False, False]
    assert [body.get("max_completion_tokens") for body in bodies] == [None, 50, 50]


async def test_calls_refused_together_learn_together() -> None:
    """Each of several first calls is asked again without the schema."""

    def refuse(received: object) -> EndpointReply | str:
        return replies.server_error(400) if "response_format" in received.body else "{}"  # type: ignore[attr-defined]

    async with FaultEndpoint(refuse) as endpoint:
        model = CompatibleModel(Endpoint(model="openai/m", api_base=endpoint.api_base))
        wanted = [ModelRequest(REQUEST.messages, 50, seed=seed, json_schema=SCHEMA) for seed in range(5)]
        assert {reply.text for reply in await asyncio.gather(*map(model.complete, wanted))} == {"{}"}
        await model.close()


async def test_six_hundred_calls_are_under_way_at_once() -> None:
    """The pool has no limit of its own; the endpoint's ``concurrency`` draws one."""
    under_way = most = 0
    everybody = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal under_way, most
        await reader.readuntil(b"}")
        under_way += 1
        most = max(most, under_way)
        if under_way == 600:
            everybody.set()
        await everybody.wait()
        body = json.dumps({"choices": [{"message": {"content": "ok"}}]}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    model = load_model("here", {"here": Endpoint(model="openai/m", api_base=base, concurrency=600)})
    wanted = [ModelRequest(REQUEST.messages, 5, seed=seed) for seed in range(600)]
    assert len(await asyncio.gather(*map(model.complete, wanted))) == 600
    await model.close()
    server.close()
    assert most == 600
