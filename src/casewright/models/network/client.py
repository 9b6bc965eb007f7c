"""The connections of one model over the network: pooled, capped, and closed with it."""

from __future__ import annotations

from typing import Any

from casewright.models.network.cap import cap_response
from casewright.models.network.library import litellm

__all__ = ["close_client", "open_client"]


def open_client(provider: str, api_base: str | None, api_key: str | None) -> Any:
    """A client to hand to litellm, or ``None`` where it has its own for a provider.

    The endless replies that the cap is for come from servers of one's own, which are reached as ``openai/…``
    or ``hosted_vllm/…``.
    """
    if provider not in ("openai", "hosted_vllm"):
        return None
    litellm()
    import httpx
    from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

    hooks = {"response": [cap_response]}
    if provider == "hosted_vllm":
        return AsyncHTTPHandler(event_hooks=hooks)
    import openai

    transport = AsyncHTTPHandler.create_async_transport()  # aiohttp's, whose cost stays flat as calls add up
    http = httpx.AsyncClient(transport=transport, event_hooks=hooks, follow_redirects=False)
    return openai.AsyncOpenAI(api_key=api_key, base_url=api_base, http_client=http, max_retries=0)


async def close_client(client: Any) -> None:
    """Closes what `open_client` made."""
    if client is not None:
        await client.close()
