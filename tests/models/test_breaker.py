"""A breaker closes the door on a server that fails, and lets one call try."""

from __future__ import annotations

import pytest

from casewright.errors import ModelFailure
from casewright.models.breaker import Breaker


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(3, 30.0, clock)
    assert [breaker.failure(probe=breaker.enter()) for _ in range(3)] == [False, False, True]
    return breaker


def test_open_says_when_to_come_back() -> None:
    """With the seconds left until a probe."""
    clock = Clock()
    breaker = opened(clock)
    clock.now = 10
    with pytest.raises(ModelFailure, match="'m': 3 calls failed in a row") as caught:
        breaker.enter("'m'")
    assert (caught.value.kind, caught.value.retry_after) == ("breaker_open", 20.0)


def test_one_probe_at_a_time() -> None:
    """Everybody else is sent away until it is back."""
    clock = Clock()
    breaker = opened(clock)
    clock.now = 31
    assert breaker.admits
    assert breaker.enter()
    assert not breaker.admits
    breaker.success()
    assert not breaker.open
    assert not breaker.enter()


def test_a_failed_probe_begins_the_wait_anew() -> None:
    """For the whole time."""
    clock = Clock()
    breaker = opened(clock)
    clock.now = 31
    assert breaker.failure(probe=breaker.enter())
    clock.now = 60
    assert not breaker.admits
    clock.now = 61
    assert breaker.admits


def test_what_was_under_way_when_it_opened_says_nothing_new() -> None:
    """A late failure neither prolongs the wait nor makes room for a second probe."""
    clock = Clock()
    breaker = opened(clock)
    clock.now = 31
    assert breaker.enter()
    assert not breaker.failure(probe=False)
    breaker.abandon(probe=False)
    assert not breaker.admits


def test_an_abandoned_probe_leaves_room_for_another() -> None:
    """One that was cancelled told nothing."""
    clock = Clock()
    breaker = opened(clock)
    clock.now = 31
    breaker.abandon(probe=breaker.enter())
    assert breaker.admits


def test_a_late_answer_closes_it() -> None:
    """Whoever answers is there."""
    breaker = opened(Clock())
    breaker.success()
    assert breaker.admits
