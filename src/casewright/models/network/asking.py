"""A request in the words of OpenAI's chat completions, which everybody has taken over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casewright.models.protocol import ModelRequest

__all__ = ["chat_arguments", "is_strict", "reply_limit"]

CANDIDATES = 20
REPLY_BYTES = 1 << 20
"""Room for a reasoning field, which no token limit bounds everywhere."""


def chat_arguments(request: ModelRequest, schema: Mapping[str, Any] | None) -> dict[str, Any]:
    """The body of a call without its model; ``schema`` is the request's, or ``None`` to leave it to the prompt."""
    arguments: dict[str, Any] = {
        "messages": [{"role": message.role, "content": message.content} for message in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
    }
    if request.stop:
        arguments["stop"] = list(request.stop)
    if schema is not None:
        plain = dict(schema)
        wanted = {"name": "answer", "schema": plain, "strict": is_strict(plain)}
        arguments["response_format"] = {"type": "json_schema", "json_schema": wanted}
    if request.choices:
        arguments |= {"logprobs": True, "top_logprobs": CANDIDATES}
    return arguments


def reply_limit(request: ModelRequest) -> int:
    """Bytes of a reply after which the connection is closed."""
    return REPLY_BYTES + request.max_tokens * (4096 if request.choices else 64)


def is_strict(schema: Any) -> bool:
    """Whether providers that enforce a schema accept it: every object closed, every property required."""
    if isinstance(schema, list):
        return all(map(is_strict, schema))
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object":
        closed = schema.get("additionalProperties") is False
        if not closed or set(schema.get("required", ())) != set(schema.get("properties", ())):
            return False
    return all(map(is_strict, schema.values()))
