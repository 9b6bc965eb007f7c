"""Calls begin when the minute has room for them, in their order, and not while a server asked for a pause."""

from __future__ import annotations

import asyncio

from casewright.models import Message, ModelRequest, Usage
from casewright.models.pace import Pace, estimate_tokens


class Time:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def paced(time: Time, requests: float | None = None, tokens: float | None = None) -> Pace:
    return Pace(requests, tokens, clock=time.clock, sleep=time.sleep)


async def test_without_limits_nobody_waits() -> None:
    """However many come."""
    time = Time()
    pace = paced(time)
    await asyncio.gather(*(pace.turn(10_000) for _ in range(100)))
    assert time.now == 0


async def test_requests_are_spread_over_the_minute() -> None:
    """Sixty a minute are one a second."""
    time = Time()
    pace = paced(time, requests=60)
    begun = []
    for _ in range(5):
        await pace.turn(0)
        begun.append(round(time.now, 2))
    assert begun == [0, 1, 2, 3, 4]


async def test_first_come_first_served() -> None:
    """A small call doesn't slip past a large one that waits."""
    time = Time()
    pace, order = paced(time, tokens=6000), []

    async def call(name: str, tokens: int) -> None:
        await pace.turn(tokens)
        order.append(name)

    await asyncio.gather(call("first", 3000), call("large", 3000), call("small", 10))
    assert order == ["first", "large", "small"]


async def test_a_correction_lets_waiting_calls_go_at_once() -> None:
    """A call waits for its estimate; once it is known what was used, for that."""
    time = Time()
    pace = paced(time, tokens=6000)
    await pace.turn(3000)
    waiting = asyncio.create_task(pace.turn(3000))
    await asyncio.sleep(0)
    pace.correct(3000, Usage(80, 20))
    await waiting
    assert time.now < 5


async def test_an_answer_that_counts_no_tokens_corrects_nothing() -> None:
    """Some servers don't say; the estimate then stands."""
    time = Time()
    pace = paced(time, tokens=6000)
    await pace.turn(3000)
    pace.correct(3000, Usage())
    await pace.turn(3000)
    assert time.now > 30


async def test_a_pause_holds_everybody() -> None:
    """The longest that was asked for counts."""
    time = Time()
    pace = paced(time)
    pace.hold(20)
    pace.hold(5)
    assert pace.held
    await pace.turn(0)
    assert time.now >= 20
    assert not pace.held


def test_an_estimate_counts_prompt_and_allowance() -> None:
    """As a provider counts a call before it knows its length."""
    request = ModelRequest((Message("system", "a" * 300), Message("user", "b" * 600)), 1000)
    assert estimate_tokens(request) == 1300
