"""When the next call may begin: what a provider allows a minute, and pauses that it asks for."""

from __future__ import annotations

import asyncio
import time

__all__ = ["Pace"]


class Pace:
    """Spreads calls evenly over the minute. ``None`` means that there is no such limit."""

    def __init__(self, requests_per_minute: float | None = None, tokens_per_minute: float | None = None) -> None:
        self._gap = 60 / requests_per_minute if requests_per_minute else 0.0
        self._token_gap = 60 / tokens_per_minute if tokens_per_minute else 0.0
        self._next = self._held_until = 0.0

    async def turn(self) -> None:
        """Waits until a call may begin."""
        begin = max(time.monotonic(), self._next)
        self._next = begin + self._gap
        while (left := max(begin, self._held_until) - time.monotonic()) > 0:  # noqa: ASYNC110 - a time, not an event
            await asyncio.sleep(left)

    def hold(self, seconds: float) -> None:
        """Nobody begins for so long."""
        self._held_until = max(self._held_until, time.monotonic() + seconds)

    def spend(self, tokens: int) -> None:
        """Puts off the next call by what so many tokens use of a minute."""
        if self._token_gap:
            self._next = max(self._next, time.monotonic()) + tokens * self._token_gap
