"""Stopping without losing anything: no more is begun, what is in flight gets some time, the rest is given back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from time import monotonic
from typing import Any

__all__ = ["Drain"]


class Drain:
    """What a signal tells whoever works on samples. Belongs to one event loop.

    ``await drain`` returns once it has begun; `over` once the time of what is in flight is up, or it was aborted.

    Args:
        clock: Monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun, self._aborted = asyncio.Event(), asyncio.Event()
        self._until = float("inf")

    @property
    def draining(self) -> bool:
        """Whether no more may be begun."""
        return self._begun.is_set()

    @property
    def aborted(self) -> bool:
        """Whether what is in flight must be given back now."""
        return self._aborted.is_set()

    def begin(self, grace_seconds: float) -> None:
        """Begins no more from now on; what is in flight has so many seconds. A second call may only shorten them."""
        self._until = min(self._until, self._clock() + grace_seconds)
        self._begun.set()

    def abort(self) -> None:
        """Gives everything back at once."""
        self.begin(0.0)
        self._aborted.set()

    def __await__(self) -> Generator[Any, None, None]:
        yield from self._begun.wait().__await__()

    async def over(self) -> None:
        """Waits until the drain has begun and its time is up, or until it is aborted."""
        await self
        while (left := self._until - self._clock()) > 0 and not self.aborted:
            try:
                async with asyncio.timeout(left):
                    await self._aborted.wait()
            except TimeoutError:
                continue
