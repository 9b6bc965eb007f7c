"""Which call is being made, for models that choose or keep by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from casewright.hashing import content_hash
from casewright.models.protocol import ModelRequest
from casewright.wire import to_json

__all__ = ["call_at_hand", "key_at_hand"]

_key: ContextVar[str] = ContextVar("casewright_call")


@contextmanager
def call_at_hand(key: str) -> Iterator[None]:
    """Names the call made inside: its key in the ledger, which tells two askings of one question apart."""
    token = _key.set(key)
    try:
        yield
    finally:
        _key.reset(token)


def key_at_hand(request: ModelRequest) -> str:
    """The key of the call at hand; outside `call_at_hand`, a hash of the request."""
    return _key.get(None) or content_hash(to_json(request), 40)
