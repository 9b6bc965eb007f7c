"""Variance ratios and distances of numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ks_2samp, wasserstein_distance

from casewright.measures.figure import Figure
from casewright.studies.populations.spread import number_distance, part_ratio, standing, variance_ratio, within

NUMBERS = st.lists(st.integers(-50, 50).map(float), min_size=5, max_size=30)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, st.sampled_from([0.5, 2.0, 3.0]))
def test_a_set_that_is_stretched_varies_by_the_square(values: list[float], factor: float) -> None:
    """Against itself, known exactly: the ratio of numpy's variances."""
    if np.var(values) == 0:
        assert variance_ratio([factor * value for value in values], values).value is None
        return
    found = variance_ratio([factor * value for value in values], values)
    assert found.value == pytest.approx(factor**2)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= factor**2 <= found.high
    exact = variance_ratio(values, float(np.var(values, ddof=1)))
    assert exact.value == pytest.approx(1.0)


def test_the_interval_holds_the_truth_often_enough() -> None:
    """20 normal ages against 60: nine times in ten or more, where 95 in 100 is promised."""
    dice, held = np.random.default_rng(3), 0
    for seed in range(150):
        found = variance_ratio(dice.normal(40, 10, 20).tolist(), dice.normal(40, 10, 60).tolist(), seed=seed)
        held += (found.low or 9) <= 1 <= (found.high or 0)
    assert held >= 135


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure(0.5, 90, 0.4, 0.6), "narrower"),
        (Figure(2.0, 90, 1.5, 2.6), "wider"),
        (Figure(1.0, 900, 0.9, 1.1), "within"),
        (Figure(1.0, 9, 0.4, 2.4), "open"),
        (Figure(0.0, 9), "narrower"),
        (Figure(None, 2), "open"),
    ],
)
def test_a_ratio_is_read_by_its_whole_interval(figure: Figure, told: str) -> None:
    """0.8 to 1.25 is unchanged."""
    assert standing(figure) == told


def test_everybody_alike_is_compression_and_no_spread_to_compare_with_is_said() -> None:
    """A set of one age varies not at all; against one age nothing can be told."""
    assert variance_ratio([40.0] * 9, [20.0, 30.0, 40.0, 50.0, 60.0]).value == 0.0
    assert variance_ratio([20.0, 30.0, 40.0, 50.0, 60.0], [40.0] * 9).value is None
    assert "fewer than 5" in variance_ratio([1.0, 2.0], [1.0] * 9).note


def test_variance_within_codes_is_the_pooled_one() -> None:
    """Differences between codes are no spread within them; who is alone in a code says nothing."""
    first, second = [20.0, 30.0, 40.0], [70.0, 80.0]
    found = within([*first, *second, 5.0], ["a"] * 3 + ["b"] * 2 + ["c"])
    squares = [value**2 for value in found if value is not None]
    assert found[-1] is None
    assert np.mean(squares) == pytest.approx((3 * np.var(first, ddof=1) + 2 * np.var(second, ddof=1)) / 5)


def test_a_part_is_drawn_again_with_its_whole() -> None:
    """All of it varies exactly as it does; the middle of it varies less."""
    whole = [float(value) for value in range(-20, 21)]
    everything = part_ratio(whole, whole)
    assert (everything.value, everything.low, everything.high) == (1.0, 1.0, 1.0)
    middle = part_ratio([value if abs(value) < 6 else None for value in whole], whole)
    assert standing(middle) == "narrower"
    assert middle.n == 11


@settings(max_examples=20, deadline=None)
@given(NUMBERS, NUMBERS)
def test_distances_are_scipys(values: list[float], others: list[float]) -> None:
    """Kolmogorov and Smirnov's and Wasserstein's, digit for digit."""
    found = number_distance(values, others)
    assert found.ks.value == pytest.approx(ks_2samp(values, others, method="asymp").statistic, abs=1e-12)
    assert found.wasserstein.value == pytest.approx(wasserstein_distance(values, others), abs=1e-9)
    assert found.ks.high is not None
    assert found.ks.high <= 1
