"""OpenAI's own client and litellm work against the service as they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import pytest
from tests.service.conftest import Live

ASKED: dict[str, Any] = {
    "model": "casewright/default",
    "messages": [],
    "metadata": {"code": "F32.1", "kind": "progress", "level": "named"},
    "seed": 7,
}
TITLE = "Moderate depressive episode"


@pytest.fixture
async def openai(live: Live) -> AsyncGenerator[Any, None]:
    """OpenAI's client for asyncio."""
    from openai import AsyncOpenAI

    async with AsyncOpenAI(base_url=f"{live.url}/v1", api_key=await live.key("submit"), max_retries=0) as client:
        yield client


async def test_openai_completes(openai: Any, worker: None) -> None:
    """The report is the message; what OpenAI doesn't know is at hand under its name."""
    told = await openai.chat.completions.create(**ASKED)
    assert TITLE in told.choices[0].message.content
    assert told.choices[0].finish_reason == "stop"
    assert told.casewright["decision"]["outcome"] == "accepted"
    assert told.usage.total_tokens == 0


async def test_openai_streams(openai: Any, worker: None) -> None:
    """Comments are passed over; usage comes last."""
    stream = await openai.chat.completions.create(**ASKED, stream=True, stream_options={"include_usage": True})
    chunks = [chunk async for chunk in stream]
    assert TITLE in "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert chunks[-1].usage.total_tokens == 0
    async with openai.chat.completions.stream(**ASKED) as events:
        final = await events.get_final_completion()
    assert TITLE in final.choices[0].message.content


async def test_openai_lists_models(openai: Any) -> None:
    """And retrieves one."""
    assert [model.id async for model in openai.models.list()] == ["casewright/default", "casewright/strict"]
    assert (await openai.models.retrieve("casewright/strict")).owned_by == "casewright"


async def test_openai_raises_what_it_should(openai: Any) -> None:
    """By status, with our type in the body."""
    from openai import AuthenticationError, NotFoundError, UnprocessableEntityError

    with pytest.raises(UnprocessableEntityError) as refused:
        await openai.chat.completions.create(**{**ASKED, "metadata": {"code": "Q99.9"}})
    assert refused.value.code in ("unusable", "unknown-code")
    body: Any = refused.value.body
    assert body["casewright"]["type"].startswith("urn:casewright:problem:")
    with pytest.raises(AuthenticationError):
        await openai.with_options(api_key="cw_none_none").models.list()
    with pytest.raises(NotFoundError):
        await openai.models.retrieve("casewright/none")


def in_thread(live: Live, work: Callable[..., Any], key: str) -> Awaitable[Any]:
    """A client that blocks, beside the server's loop."""
    return asyncio.to_thread(work, f"{live.url}/v1", key)


async def test_openai_without_asyncio(live: Live, worker: None) -> None:
    """Streamed and not."""
    from openai import OpenAI

    def complete(url: str, key: str) -> tuple[str, str]:
        with OpenAI(base_url=url, api_key=key, max_retries=0) as client:
            whole = client.chat.completions.create(**ASKED).choices[0].message.content
            pieces = [
                chunk.choices[0].delta.content or "" for chunk in client.chat.completions.create(**ASKED, stream=True)
            ]
        return whole, "".join(pieces)

    whole, streamed = await in_thread(live, complete, await live.key("submit"))
    assert TITLE in whole
    assert streamed == whole


@pytest.fixture
def litellm(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Without a look at the network for prices."""
    monkeypatch.setenv("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm

    return litellm


@pytest.mark.slow
async def test_litellm_completes(live: Live, worker: None, litellm: Any) -> None:
    """As for any server that speaks OpenAI's protocol; ``metadata`` is a word of its own there, so ours goes in the
    body."""
    given = {"model": "openai/casewright/default", "api_base": f"{live.url}/v1", "api_key": await live.key("submit")}
    asked = {"messages": [], "seed": 7, "extra_body": {"metadata": ASKED["metadata"]}, "max_retries": 0}
    told = await litellm.acompletion(**given, **asked)
    assert TITLE in told.choices[0].message.content
    assert told.casewright["decision"]["outcome"] == "accepted"
    stream = await litellm.acompletion(**given, **asked, stream=True, stream_options={"include_usage": True})
    chunks = [chunk async for chunk in stream]
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == told.choices[0].message.content
    assert chunks[-1].usage.total_tokens == 0
    with pytest.raises(litellm.exceptions.BadRequestError) as refused:
        await litellm.acompletion(**given, **{**asked, "extra_body": {"metadata": {"code": "Q99.9"}}})
    assert refused.value.body["casewright"]["type"] == "urn:casewright:problem:unusable"


@pytest.mark.slow
async def test_litellm_without_asyncio(live: Live, worker: None, litellm: Any) -> None:
    """The same, from a thread."""

    def complete(url: str, key: str) -> str:
        given = {"model": "openai/casewright/default", "api_base": url, "api_key": key, "messages": []}
        told = litellm.completion(**given, seed=7, extra_body={"metadata": ASKED["metadata"]})
        return str(told.choices[0].message.content)

    assert TITLE in await in_thread(live, complete, await live.key("submit"))
