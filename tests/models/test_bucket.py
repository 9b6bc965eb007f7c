"""What a minute allows holds in any sixty seconds, however the amounts come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.models.bucket import Bucket


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def taken(bucket: Bucket, clock: Clock, amounts: list[float]) -> list[tuple[float, float]]:
    """When each amount was let through, taking one after another as soon as it may be."""
    found = []
    for amount in amounts:
        while (left := bucket.wait(amount)) > 0:
            clock.now += left
        bucket.take(amount)
        found.append((clock.now, amount))
    return found


def most_in_a_minute(found: list[tuple[float, float]]) -> float:
    """The largest sum begun in any sixty seconds."""
    return max(sum(amount for at, amount in found if begin <= at < begin + 60) for begin, _ in found)


@given(st.integers(1, 600), st.integers(2, 300))
def test_requests_of_any_minute_stay_below_what_it_allows(per_minute: int, calls: int) -> None:
    """Evenly spread, from the first one on."""
    clock = Clock()
    assert most_in_a_minute(taken(Bucket(per_minute, clock), clock, [1.0] * calls)) <= per_minute + 1e-6


@given(st.integers(1000, 100_000), st.lists(st.floats(0.001, 0.5), min_size=1, max_size=100))
def test_tokens_of_any_minute_stay_below_what_it_allows(per_minute: int, shares: list[float]) -> None:
    """Calls of any size up to half a minute's tokens."""
    clock = Clock()
    amounts = [share * per_minute for share in shares]
    assert most_in_a_minute(taken(Bucket(per_minute, clock), clock, amounts)) <= per_minute + 1 + 1e-6


def test_hardly_any_of_the_allowance_is_lost() -> None:
    """A thousand calls of 100 tokens at 60,000 a minute take little more than their share of time."""
    clock = Clock()
    taken(Bucket(60_000, clock), clock, [100.0] * 1000)
    assert clock.now < 1000 * 100 / 60_000 * 60 * 1.01


def test_a_call_larger_than_a_minute_is_made_all_the_same() -> None:
    """And those after it wait until it is paid off."""
    clock = Clock()
    found = taken(Bucket(100, clock), clock, [10, 500, 10])
    assert found[1][0] < 120
    assert found[2][0] - found[1][0] > 240


def test_what_an_estimate_had_too_much_comes_back() -> None:
    """The next call waits for what was used, not for what might have been."""
    clock = Clock()
    bucket = Bucket(6000, clock)
    taken(bucket, clock, [3000])
    assert bucket.wait(3000) > 30
    bucket.give_back(2900)
    assert bucket.wait(3000) < 3
    bucket.give_back(-2900)
    assert bucket.wait(3000) > 30
