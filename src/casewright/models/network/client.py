"""The connections of one model over the network: pooled, capped, and closed with it."""

from __future__ import annotations

from typing import Any

from casewright.models.network.cap import cap_response
from casewright.models.network.library import litellm

__all__ = ["close_client", "open_client"]


BY_OPENAI_LIBRARY = frozenset({"llamafile", "lm_studio", "openai"})
BY_HTTP = frozenset(
    {
        "anthropic",
        "deepseek",
        "fireworks_ai",
        "gemini",
        "groq",
        "hosted_vllm",
        "mistral",
        "ollama_chat",
        "openrouter",
        "together_ai",
        "xai",
    }
)
# tried one by one on a loopback server; to any other provider litellm brings its own client, without a cap


def open_client(provider: str, api_base: str | None, api_key: str | None) -> Any:
    """A capped client to hand to litellm, or ``None`` where it has to bring its own."""
    if provider in BY_HTTP:
        return _handler()(event_hooks={"response": [cap_response]})
    if provider not in BY_OPENAI_LIBRARY or api_key is None:
        return None
    handler = _handler()
    import httpx
    import openai

    transport = handler.create_async_transport()  # aiohttp's, whose cost stays flat as calls add up
    http = httpx.AsyncClient(transport=transport, event_hooks={"response": [cap_response]})
    return openai.AsyncOpenAI(api_key=api_key, base_url=api_base, http_client=http, max_retries=0)


def _handler() -> Any:
    litellm()
    from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

    return AsyncHTTPHandler


async def close_client(client: Any) -> None:
    """Closes what `open_client` made."""
    if client is not None:
        await client.close()
