"""The words that ASGI middlewares share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any

__all__ = ["Application", "Message", "Receive", "Scope", "Send", "header", "headers_of"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def headers_of(scope: Scope) -> Iterator[tuple[bytes, bytes]]:
    """The request's headers, names in lower case."""
    yield from scope["headers"]


def header(scope: Scope, name: bytes) -> str | None:
    """The first value of a header; ``name`` in lower case."""
    return next((value.decode("latin-1") for key, value in headers_of(scope) if key == name), None)
