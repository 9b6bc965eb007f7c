"""The endpoint fails on the wire as it was told to, seen with a plain HTTP client."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from casewright.testing import EndpointReply, FaultEndpoint, Received, replies

BODY: dict[str, Any] = {"model": "test", "messages": [{"role": "user", "content": "Well, Zoë?"}]}


async def post(endpoint: FaultEndpoint, **more: Any) -> tuple[int, Any, str]:
    async with aiohttp.ClientSession() as session:
        url = f"{endpoint.api_base}/chat/completions"
        async with session.post(url, json=BODY | more, headers={"Authorization": "Bearer key-1"}) as response:
            return response.status, response.headers, await response.text()


async def test_an_answer_looks_like_openais() -> None:
    """Message, finish reason and usage are where clients look for them."""
    async with FaultEndpoint([replies.answer("All well.", reasoning="Hm.")]) as endpoint:
        status, _, text = await post(endpoint)
    body = json.loads(text)
    assert status == 200
    message = {"role": "assistant", "content": "All well.", "reasoning_content": "Hm."}
    assert body["choices"][0]["message"] == message
    assert body["choices"][0]["finish_reason"] == "stop"
    assert body["usage"]["total_tokens"] == 5


async def test_a_stream_adds_up_to_the_answer() -> None:
    """Word by word, with usage when asked for, and the end marked."""
    async with FaultEndpoint(["All is well."]) as endpoint:
        _, headers, text = await post(endpoint, stream=True, stream_options={"include_usage": True})
    lines = [line[6:] for line in text.splitlines() if line.startswith("data: ")]
    events = [json.loads(line) for line in lines[:-1]]
    assert headers["Content-Type"] == "text/event-stream"
    assert lines[-1] == "[DONE]"
    assert "".join(e["choices"][0]["delta"].get("content") or "" for e in events if e["choices"]) == "All is well."
    assert events[-1]["usage"]["completion_tokens"] == 3


async def test_a_script_runs_out_into_the_default() -> None:
    """One reply a request, then the default for ever."""
    async with FaultEndpoint(["one"], default="later") as endpoint:
        texts = [json.loads((await post(endpoint))[2])["choices"][0]["message"]["content"] for _ in range(3)]
    assert texts == ["one", "later", "later"]


async def test_a_function_sees_the_request() -> None:
    """And decides what becomes of it."""

    def reply(received: Received) -> EndpointReply | str:
        return "streamed" if received.body.get("stream") else replies.server_error(503)

    async with FaultEndpoint(reply) as endpoint:
        assert (await post(endpoint))[0] == 503
        assert (await post(endpoint, stream=True))[0] == 200


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (replies.rate_limited(3), 429),
        (replies.server_error(), 500),
        (replies.refused_key(), 401),
        (replies.unknown_model(), 404),
        (replies.garbage(), 200),
    ],
)
async def test_statuses_are_those_told(reply: EndpointReply, status: int) -> None:
    """With Retry-After where it was asked for."""
    async with FaultEndpoint([reply]) as endpoint:
        found, headers, _ = await post(endpoint)
    assert found == status
    assert headers.get("Retry-After") == ("3" if status == 429 else None)


@pytest.mark.parametrize("reply", [replies.reset(), replies.cut_off()], ids=["reset", "cut"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
async def test_connections_break(reply: EndpointReply, stream: bool) -> None:  # noqa: FBT001 - a parameter
    """Before the first byte, or in the middle of the body."""
    async with FaultEndpoint([reply]) as endpoint:
        with pytest.raises(aiohttp.ClientError):
            await post(endpoint, stream=stream)


@pytest.mark.parametrize("reply", [replies.endless(), replies.hang()], ids=["endless", "hang"])
async def test_leaving_ends_what_would_not_end(reply: EndpointReply) -> None:
    """The endpoint can be closed while it is still talking."""
    async with FaultEndpoint([reply]) as endpoint:
        call = asyncio.create_task(post(endpoint))
        await asyncio.sleep(0.05)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call


async def test_what_was_sent_can_be_searched() -> None:
    """Headers and text alike, whatever the encoding on the wire."""
    async with FaultEndpoint() as endpoint:
        await post(endpoint)
    assert len(endpoint.chats) == 1
    assert endpoint.find("Zoë")
    assert endpoint.find("key-1")
    assert not endpoint.find("Zora")


async def test_key_and_model_can_be_held() -> None:
    """A wrong key is a 401, an unknown model a 404, and the models are listed."""
    async with FaultEndpoint(models=["other"], key="key-1") as endpoint:
        assert (await post(endpoint))[0] == 404
        assert (await post(endpoint, model="other"))[0] == 200
        async with aiohttp.ClientSession() as session, session.get(f"{endpoint.api_base}/models") as response:
            assert [item["id"] for item in (await response.json())["data"]] == ["other"]
    async with FaultEndpoint(key="key-2") as endpoint:
        assert (await post(endpoint))[0] == 401
