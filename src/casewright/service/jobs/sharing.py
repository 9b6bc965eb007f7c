"""A question that many ask at once is answered once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

__all__ = ["Shared"]

T = TypeVar("T")


class Shared:
    """Answers by key, each good for so many seconds; whoever asks meanwhile gets the same one.

    Args:
        seconds: How long an answer is good.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._answers: dict[Hashable, tuple[float, asyncio.Task[Any]]] = {}

    async def ask(self, key: Hashable, answer: Callable[[], Awaitable[T]]) -> T:
        """The answer to ``key``; ``answer`` is only called where there is none. One that raises is good for nobody
        who comes later."""
        now = time.monotonic()
        known = self._answers.get(key)
        if known is None or known[0] < now:
            self._forget(now)
            known = (now + self._seconds, asyncio.ensure_future(_awaited(answer)))
            self._answers[key] = known
        try:
            found: T = await asyncio.shield(known[1])
        except Exception:
            self._answers.pop(key, None)
            raise
        return found

    def _forget(self, now: float) -> None:
        for key in [key for key, (until, _) in self._answers.items() if until < now]:
            del self._answers[key]


async def _awaited(answer: Callable[[], Awaitable[T]]) -> T:
    return await answer()
