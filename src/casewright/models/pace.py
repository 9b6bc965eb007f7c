"""When the next call may begin: what a provider allows a minute, and pauses that it asks for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from casewright.models.bucket import Bucket
from casewright.models.limiter import Limiter
from casewright.models.protocol import ModelRequest, Usage

__all__ = ["Pace", "estimate_tokens"]

CHARACTERS_A_TOKEN = 3
"""Of a prompt: on the careful side for English and Spanish with the vocabularies that are in use."""
NAP = 0.25
"""Longest sleep before looking again: a correction may have made the wait shorter."""


def estimate_tokens(request: ModelRequest) -> int:
    """Tokens that a call may use at most, as providers count it before they answer: prompt and whole allowance."""
    return sum(len(message.content) for message in request.messages) // CHARACTERS_A_TOKEN + request.max_tokens


class Pace:
    """Lets calls begin in the order in which they came. ``None`` means that there is no such limit.

    Args:
        requests_per_minute: calls begun in any sixty seconds.
        tokens_per_minute: tokens of such calls: estimated before a call, corrected by what it used.
        clock: monotonic seconds.
        sleep: waits so many of them.
    """

    def __init__(
        self,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._requests = Bucket(requests_per_minute, clock) if requests_per_minute else None
        self._tokens = Bucket(tokens_per_minute, clock) if tokens_per_minute else None
        self._clock, self._sleep = clock, sleep
        self._held_until = 0.0
        self._door = Limiter(1)

    @property
    def held(self) -> bool:
        """Whether a pause that the server asked for is not over yet."""
        return self._held_until > self._clock()

    async def turn(self, tokens: int) -> None:
        """Waits until a call that may use so many tokens may begin."""
        async with self._door.slot():
            while (left := self._left(tokens)) > 0:
                await self._sleep(min(left, NAP))
            if self._requests:
                self._requests.take(1)
            if self._tokens:
                self._tokens.take(tokens)

    def hold(self, seconds: float) -> None:
        """Nobody begins for so long."""
        self._held_until = max(self._held_until, self._clock() + seconds)

    def correct(self, estimated: int, usage: Usage) -> None:
        """Gives back what a call didn't use of its estimate, or takes what it used beyond it."""
        used = usage.prompt_tokens + usage.completion_tokens
        if self._tokens and used:
            self._tokens.give_back(estimated - used)

    def _left(self, tokens: int) -> float:
        waits = [self._held_until - self._clock()]
        waits += [self._requests.wait(1)] if self._requests else []
        waits += [self._tokens.wait(tokens)] if self._tokens else []
        return max(waits)
