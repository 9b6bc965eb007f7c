"""What a call cost, where that is known."""

from __future__ import annotations

from casewright.models.network.library import litellm
from casewright.models.protocol import Usage
from casewright.settings import Endpoint

__all__ = ["price_of"]


def price_of(endpoint: Endpoint, usage: Usage) -> float | None:
    """US dollars by the endpoint's price, else by litellm's table, else ``None``.

    A server at an address of one's own is not priced by the table: a name that it shares says nothing.
    """
    if endpoint.price is not None:
        prompt, completion = endpoint.price.prompt, endpoint.price.completion
        return (usage.prompt_tokens * prompt + usage.completion_tokens * completion) / 1e6
    if endpoint.api_base is not None:
        return None
    try:
        parts = litellm().cost_per_token(
            model=endpoint.model, prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens
        )
    except Exception:  # noqa: BLE001 - any error of the table means that it doesn't know this model
        return None
    return float(sum(parts))
