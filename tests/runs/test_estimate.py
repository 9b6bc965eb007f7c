"""What the first samples say of the whole: exact for acceptance, a t interval for amounts, and honestly wide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casewright.runs.estimate import Range, Tried, Wanted, estimate

ONE = Tried(passed=True, calls=4, tokens=1000, usd=0.01, seconds=10.0)


def ends(found: Range | None) -> tuple[float, float, float]:
    assert found is not None
    return found.low, found.point, found.high


ORDERS = (Wanted(200, 1010), Wanted(50, 260))


def test_three_of_three_still_leave_much_open() -> None:
    """Clopper and Pearson: three of three is 0.29 to 1, so 250 reports may take 855 samples."""
    found = estimate([ONE] * 3, ORDERS, at_once=10)
    assert ends(found.acceptance) == pytest.approx((0.2924, 1, 1), abs=1e-4)
    assert found.samples == Range(250, 250, 684 + 171)
    assert found.may_fall_short == "no"


def test_none_of_three_runs_into_the_limits() -> None:
    """Nobody can say how many samples it takes; at most what the orders may have."""
    found = estimate([replace(ONE, passed=False)] * 3, ORDERS, at_once=10)
    assert ends(found.acceptance) == pytest.approx((0, 0, 0.7076), abs=1e-4)
    assert (found.samples.point, found.samples.high) == (1270, 1270)
    assert found.may_fall_short == "likely"


def test_an_order_that_can_not_be_filled() -> None:
    """Its limit on samples is too low even if everything passes."""
    assert estimate([ONE] * 3, [Wanted(10, 5)], at_once=1).may_fall_short == "certain"


def test_two_of_three() -> None:
    """Acceptance 0.09 to 0.99: the worst of it meets the limit of 10 + 5 n."""
    found = estimate([ONE, ONE, replace(ONE, passed=False)], ORDERS, at_once=10)
    assert (round(found.acceptance.low, 3), round(found.acceptance.high, 3)) == (0.094, 0.992)
    assert found.samples == Range(202 + 51, 375, 1270)
    assert found.may_fall_short == "possible"


def test_amounts_have_a_t_interval() -> None:
    """Of 900, 1,000 and 1,100 tokens: 1,000 ± 4.303 · 100 / √3."""
    tried = [replace(ONE, tokens=tokens) for tokens in (900, 1000, 1100)]
    found = estimate(tried, ORDERS, at_once=10).tokens
    assert ends(found.sample) == pytest.approx((751.6, 1000, 1248.4), abs=0.1)
    assert ends(found.total) == pytest.approx((250 * 751.6, 250_000, 855 * 1248.4), rel=1e-3)


def test_amounts_that_are_alike_have_no_interval() -> None:
    """Three samples of four calls each don't show that all take four."""
    found = estimate([ONE] * 3, ORDERS, at_once=10)
    assert found.calls.sample is None
    assert found.calls.total == Range(1000, 1000, 855 * 4)
    assert estimate([ONE], ORDERS, at_once=10).tokens.sample is None


def test_no_amount_is_below_what_is_spent_already() -> None:
    """However wide the interval."""
    tried = [replace(ONE, tokens=tokens) for tokens in (10, 10, 5000)]
    found = estimate(tried, [Wanted(3, 25)], at_once=10).tokens
    assert found.sample is not None
    assert found.sample.low == 0
    assert found.total.low == 5020


def test_a_price_that_is_not_known_gives_no_cost() -> None:
    """Not zero, and not that of the others."""
    assert estimate([ONE, replace(ONE, usd=None)], ORDERS, at_once=10).usd is None
    free = estimate([replace(ONE, usd=0.0)] * 2, ORDERS, at_once=10).usd
    assert free is not None
    assert free.total == Range(0, 0, 0)


def test_wall_time_is_shared_by_those_in_flight() -> None:
    """Ten at once take a tenth of the time; a run is never shorter than one sample."""
    assert estimate([ONE] * 3, ORDERS, at_once=10).seconds.total.point == 250
    assert estimate([ONE] * 3, ORDERS, at_once=10_000).seconds.total == Range(10, 10, 10)


SOME_USD = some.floats(0, 100)


@given(
    some.lists(
        some.builds(
            Tried,
            some.booleans(),
            some.integers(0, 50),
            some.integers(0, 10**6),
            some.floats(0, 100),
            some.floats(0, 1e4),
        ),
        min_size=1,
        max_size=12,
    ),
    some.lists(some.builds(Wanted, some.integers(1, 1000), some.integers(1, 6000)), min_size=1, max_size=5),
    some.integers(1, 1000),
)
def test_ranges_are_ordered(tried: list[Tried], orders: list[Wanted], at_once: int) -> None:
    """The low end is not above the point, the point not above the high end."""
    found = estimate(tried, orders, at_once=at_once)
    amounts = [found.calls, found.tokens, found.seconds, *([found.usd] if found.usd else [])]
    for one in (found.acceptance, found.samples, *(item.total for item in amounts)):
        assert 0 <= one.low <= one.point + 1e-9
        assert one.point <= one.high + 1e-9
