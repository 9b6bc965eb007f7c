"""How many calls at once: the limit follows refusals and slow answers, within its bounds."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from casewright.models import Message, ModelRequest
from casewright.models.latency import Latency
from casewright.models.limiter import Limiter

LETTER = ModelRequest((Message("user", "?"),), 1, choices=("A", "B"))
REPORT = ModelRequest((Message("user", "?"),), 900)


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def answers(limiter: Limiter, times: int, slowness: float = 1.0) -> None:
    for _ in range(times):
        limiter.answered(slowness)


@given(st.integers(1, 64), st.lists(st.sampled_from([None, 0.5, 1.0, 2.0, 9.0]), max_size=300))
def test_the_limit_stays_within_its_bounds(most: int, events: list[float | None]) -> None:
    """Never below one, never above the setting, whatever comes."""
    limiter = Limiter(most, slow_from=3.0)
    for event in events:
        limiter.slow_down() if event is None else limiter.answered(event)
        assert 1 <= limiter.limit <= most


def test_a_refusal_halves_the_limit_and_answers_raise_it() -> None:
    """One by one: as many answers as the limit are a step."""
    limiter = Limiter(16)
    limiter.slow_down()
    assert limiter.limit == 8
    answers(limiter, 7)
    assert limiter.limit == 8
    answers(limiter, 1)
    assert limiter.limit == 9


def test_slow_answers_ease_the_limit_off_to_a_quarter() -> None:
    """An answer is an answer: only refusals go further down."""
    limiter = Limiter(16, slow_from=3.0)
    answers(limiter, 16, 4.0)
    assert limiter.limit == 12
    answers(limiter, 500, 4.0)
    assert limiter.limit == 4
    answers(limiter, 500, 1.0)
    assert limiter.limit == 16


def test_one_slow_answer_among_many_changes_nothing() -> None:
    """The mean of as many answers as the limit counts."""
    limiter = Limiter(16, slow_from=3.0)
    for _ in range(10):
        answers(limiter, 1, 20.0)
        answers(limiter, 15, 1.0)
    assert limiter.limit == 16


def test_latency_can_be_left_out() -> None:
    """Without a bound on it, slow answers raise the limit like any."""
    limiter = Limiter(4)
    limiter.slow_down()
    answers(limiter, 10, 100.0)
    assert limiter.limit == 4


def test_each_shape_of_request_has_a_time_of_its_own() -> None:
    """A report takes longer than a letter, which says nothing about the server."""
    latency = Latency(Clock())
    for _ in range(20):
        assert latency.note(LETTER, 0.1) == 1.0 or latency.note(REPORT, 10.0) > 0
    for _ in range(20):
        latency.note(REPORT, 10.0)
    assert latency.note(REPORT, 10.0) == 1.0
    assert round(latency.note(LETTER, 0.4), 6) == 4.0


def test_a_baseline_moves_slowly_up_and_soon_down() -> None:
    """Minutes of slow answers don't become the usual; a server that got quicker is believed after a few."""
    clock = Clock()
    latency = Latency(clock)
    for _ in range(10):
        latency.note(REPORT, 1.0)
    found = []
    for _ in range(60):
        clock.now += 1
        found.append(latency.note(REPORT, 5.0))
    assert found[0] == 5.0
    assert min(found) > 3.5
    clock.now += 3600
    latency.note(REPORT, 5.0)
    assert latency.note(REPORT, 5.0) < 1.1
    found = [latency.note(REPORT, 1.0) for _ in range(12)]
    assert found[0] < 0.25
    assert found[-1] > 0.4


def test_a_server_that_slows_under_load_is_called_less() -> None:
    """Limiter and latency together: a server whose answers take ten times as long from one moment on."""
    clock = Clock()
    latency, limiter = Latency(clock), Limiter(32, slow_from=3.0)
    for seconds in [1.0] * 64 + [10.0] * 160:
        clock.now += seconds / limiter.limit
        limiter.answered(latency.note(REPORT, seconds))
    assert limiter.limit <= 16


async def test_turns_are_taken_in_order() -> None:
    """Nobody who comes later overtakes those who wait."""
    limiter, order = Limiter(1), []

    async def call(name: int) -> None:
        async with limiter.slot():
            order.append(name)
            await asyncio.sleep(0)

    first = [asyncio.create_task(call(number)) for number in range(3)]
    await asyncio.sleep(0)
    late = asyncio.create_task(call(3))
    await asyncio.gather(*first, late)
    assert order == [0, 1, 2, 3]
