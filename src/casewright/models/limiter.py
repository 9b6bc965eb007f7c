"""How many calls may be under way at once: fewer when a server refuses or slows down, raised again one by one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

__all__ = ["Limiter"]

EASED = 0.8
"""What is left of the limit after each round of slow answers."""
LEAST_EASED = 4
"""Slow answers are answers: they lower the limit to no less than the most it may be, divided by this."""


class Limiter:
    """Additive increase, multiplicative decrease, as TCP does it. Belongs to one event loop at a time.

    Args:
        most: what the limit starts with and never exceeds.
        slow_from: how many times as long as usual answers take, on average over as many as the limit, before it is
            eased off; ``None`` for never.
    """

    def __init__(self, most: int, slow_from: float | None = None) -> None:
        self._most = self.limit = max(1, most)
        self._slow_from = slow_from
        self._busy = self._answered = 0
        self._slowness = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Waits for a turn; first come, first served."""
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    def slow_down(self) -> None:
        """The server refused: half as many at once, never less than one."""
        self.limit = max(1, self.limit // 2)
        self._answered, self._slowness = 0, 0.0

    def answered(self, slowness: float = 1.0) -> None:
        """The server answered, in so many times the usual time. As many answers as the limit move it by a step."""
        self._answered, self._slowness = self._answered + 1, self._slowness + slowness
        if self._answered < self.limit:
            return
        mean = self._slowness / self._answered
        self._answered, self._slowness = 0, 0.0
        if self._slow_from is not None and mean >= self._slow_from:
            self.limit = min(self.limit, max(-(-self._most // LEAST_EASED), int(self.limit * EASED)))
        elif self.limit < self._most:
            self.limit += 1
            self._wake()

    async def _enter(self) -> None:
        if self._busy < self.limit and not self._waiting:
            self._busy += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                with suppress(ValueError):
                    self._waiting.remove(turn)
            else:
                self._leave()  # our turn had come: hand it on
            raise

    def _leave(self) -> None:
        self._busy -= 1
        self._wake()

    def _wake(self) -> None:
        while self._waiting and self._busy < self.limit:
            turn = self._waiting.popleft()
            if not turn.done():
                self._busy += 1
                turn.set_result(None)
