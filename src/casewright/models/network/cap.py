"""A limit on how much of a reply is read: an endless one is hung up on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

__all__ = ["Cap", "cap_response", "capped"]


@dataclass
class Cap:
    """Bytes that may be read, and whether there were more."""

    left: int
    overrun: bool = False


_cap: ContextVar[Cap | None] = ContextVar("casewright_reply_cap", default=None)


@contextmanager
def capped(limit: int) -> Iterator[Cap]:
    """Limits the responses read inside to so many bytes in all."""
    cap = Cap(limit)
    token = _cap.set(cap)
    try:
        yield cap
    finally:
        _cap.reset(token)


async def cap_response(response: Any) -> None:
    """A hook for an httpx client: counts the body while it comes in."""
    cap = _cap.get()
    if cap is not None:
        response.stream = _counted(response.stream, cap)


def _counted(stream: Any, cap: Cap) -> Any:
    import httpx

    class Counted(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            async for chunk in stream:
                cap.left -= len(chunk)
                if cap.left < 0:
                    cap.overrun = True
                    raise httpx.ReadError("the reply is longer than allowed")
                yield chunk

        async def aclose(self) -> None:
            await stream.aclose()

    return Counted()
