"""How many calls may be under way at once: halved when a server says slow down, raised again one by one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

__all__ = ["Limiter"]


class Limiter:
    """Additive increase, multiplicative decrease, as TCP does it. Belongs to one event loop at a time."""

    def __init__(self, most: int) -> None:
        self._most = self.limit = max(1, most)
        self._busy = self._answered = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Waits for a turn."""
        await self._enter()
        try:
            yield
        finally:
            self._busy -= 1
            self._wake()

    def slow_down(self) -> None:
        """The server refused: half as many at once."""
        self.limit, self._answered = max(1, self.limit // 2), 0

    def answered(self) -> None:
        """The server answered; as many answers as the limit raise it by one."""
        self._answered += 1
        if self._answered >= self.limit and self.limit < self._most:
            self.limit, self._answered = self.limit + 1, 0
            self._wake()

    async def _enter(self) -> None:
        while self._busy >= self.limit:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn in self._waiting:
                    self._waiting.remove(turn)
                else:
                    self._wake()  # our turn had come: hand it on
                raise
        self._busy += 1

    def _wake(self) -> None:
        for _ in range(min(len(self._waiting), max(0, self.limit - self._busy))):
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
