"""Means and shares with their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.studies.statistics import mean_interval, share
from casewright.studies.statistics.resampling import widened

VALUES = st.lists(st.floats(-1e3, 1e3).map(lambda value: round(value, 3)), min_size=2, max_size=40)


def test_a_share_has_wilsons_interval_and_nothing_found_its_bound() -> None:
    """Three of twenty as published; none of a hundred is at most 3 %."""
    found = share(3, 20)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3604), abs=1e-4)
    assert share(0, 100).note == "none in 100: at most 3.0 % with 95 % confidence"
    assert share(100, 100).note == "all of 100: at least 97.0 % with 95 % confidence"


def test_nothing_and_one_are_said_in_words() -> None:
    """No number stands alone."""
    assert mean_interval([]).note == "not estimable: no values"
    assert mean_interval([0.3]).note == "no interval: a single value"
    assert mean_interval([0.3] * 5).note == "no interval: all 5 have the same value"
    assert share(0, 0).note == "not estimable: nothing to count"
    assert mean_interval([0.2, 0.7, 0.4]).note.endswith("only 3")
    assert mean_interval([0.2, 0.7], groups=["a", "a"]).note == "no interval: all 2 are of one group"
    assert (
        mean_interval([0.2] * 3, groups=["a", "a", "b"]).note == "no interval: all 3, of 2 groups, have the same value"
    )


def test_counts_that_cannot_be_are_refused() -> None:
    """More hits than trials, or a value that is no number."""
    with pytest.raises(ValueError, match="3 hits of 2"):
        share(3, 2)
    with pytest.raises(ValueError, match="finite"):
        mean_interval([1.0, float("nan")])


def test_yes_and_no_are_a_share() -> None:
    """A mean of 0 and 1 is never given an interval that ends at what was seen."""
    assert mean_interval([1.0, 1.0, 1.0]) == share(3, 3)


def test_of_many_values_it_is_students_interval() -> None:
    """Fifteen hundred numbers, against Student's interval of as many worked out by hand."""
    values = [float(at % 7) for at in range(1500)]
    found = mean_interval(values)
    half = 1.9615 * np.std(values, ddof=1) / 1500**0.5
    assert (found.low, found.high) == pytest.approx((np.mean(values) - half, np.mean(values) + half), abs=1e-3)


def test_the_level_is_widened() -> None:
    """Student's t of 4 degrees is 2.776, times √(5/4) 3.104: the normal tail behind it is 0.00095; of 9, 0.0086."""
    assert [(1 - widened(n)) / 2 for n in (5, 10)] == pytest.approx([0.00095, 0.0086], abs=5e-5)
    assert (1 - widened(10_000)) / 2 == pytest.approx(0.025, abs=1e-4)


def test_eight_values_cover_about_as_often_as_said() -> None:
    """Of 150 draws of eight normal values, 91 to 99 % of intervals hold the mean."""
    dice = np.random.default_rng(5)
    found = [mean_interval(list(dice.normal(3, 2, 8)), seed=at) for at in range(150)]
    assert 0.915 <= sum((item.low or 9) <= 3 <= (item.high or -9) for item in found) / 150 <= 0.985


def test_reports_that_go_together_widen_the_interval() -> None:
    """Four readings of each of ten reports tell little more than ten."""
    values = [float(at) + 0.01 * again for at in range(10) for again in range(4)]
    groups = [str(at) for at in range(10) for _ in range(4)]
    alone, together = mean_interval(values), mean_interval(values, groups=groups)
    assert together.value == pytest.approx(alone.value)
    assert (together.high or 0) - (together.low or 0) > 1.5 * ((alone.high or 0) - (alone.low or 0))
    assert together.note == "bootstrap interval over 10 groups"


@settings(max_examples=30, deadline=None)
@given(VALUES)
def test_the_mean_lies_within_its_interval_and_that_within_the_values(values: list[float]) -> None:
    """Whatever is drawn; and the same seed gives the same interval."""
    found = mean_interval(values, seed=3)
    assert found == mean_interval(values, seed=3)
    assert found.value == pytest.approx(np.mean(values), abs=1e-9)
    if found.low is not None and found.high is not None:
        slack = 1e-9 * max(map(abs, values))
        assert found.low - slack <= np.mean(values) <= found.high + slack
        assert {*values} <= {0, 1} or min(values) - slack <= found.low <= found.high <= max(values) + slack


@given(VALUES)
@settings(max_examples=10, deadline=None)
def test_groups_of_one_change_nothing(values: list[float]) -> None:
    """Every value its own group is no groups."""
    assert mean_interval(values, groups=[str(at) for at in range(len(values))]) == mean_interval(values)
