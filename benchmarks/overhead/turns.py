"""How a contestant is told when it is its turn: a line of JSON in, a line of JSON out. Needs Python alone."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

JSON = dict[str, Any]
Turn = Callable[[int, int], Awaitable[JSON]]
"""(samples, at most so many at once) to whatever is to be told beside the CPU time."""
Prepare = Callable[[int], Awaitable[None]]
Close = Callable[[], Awaitable[None]]


async def _nothing(*_: int) -> None:
    """Not every contestant has something to make ready, or to close."""


async def take_turns(turn: Turn, prepare: Prepare = _nothing, close: Close = _nothing) -> None:
    """Does a turn for each line ``{"samples": n, "at_once": m}`` until there is none; tells CPU ms a sample.

    What ``prepare`` does before a turn is not counted.
    """
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        await prepare(asked["samples"])
        began, clock = time.process_time(), time.monotonic()
        told = await turn(asked["samples"], asked["at_once"])
        spent, seconds = time.process_time() - began, time.monotonic() - clock
        print(json.dumps({"ms": 1000 * spent / asked["samples"], "seconds": seconds, **told}), flush=True)
    await close()


async def each(samples: int, at_once: int, one: Callable[[int], Awaitable[Any]]) -> list[Any]:
    """``one(0)`` to ``one(samples - 1)``, at most so many at a time."""
    turns = asyncio.Semaphore(at_once)

    async def waited(number: int) -> Any:
        async with turns:
            return await one(number)

    return list(await asyncio.gather(*map(waited, range(samples))))
