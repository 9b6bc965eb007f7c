"""Distances of distributions: known values, intervals that hold them, and what chance alone does."""

from __future__ import annotations

import random

import pytest

from casewright.runs.distribution.distances import drawn_distance, kolmogorov_smirnov, target_distance


def test_total_variation_is_half_the_sum_of_differences() -> None:
    """0.6/0.4 against 0.5/0.5 is 0.1."""
    found = target_distance({"a": 60, "b": 40}, {"a": 1.0, "b": 1.0})
    assert found["value"] == pytest.approx(0.1)
    assert found["low"] <= found["value"] <= found["high"]
    assert found["n"] == 100


def test_what_is_kept_is_held_against_all_it_was_taken_from() -> None:
    """Nothing of b passes: all a against half a."""
    found = drawn_distance({"a": 50}, {"a": 50, "b": 50})
    assert found["value"] == pytest.approx(0.5)
    assert found["value"] > found["chance"]


def test_a_random_half_is_within_chance() -> None:
    """In about nineteen of twenty cases: of sixty draws at least fifty-three."""
    dice = random.Random(5)
    inside = 0
    for _ in range(60):
        every = ["a"] * 60 + ["b"] * 40
        kept = dice.sample(every, 50)
        found = drawn_distance({name: kept.count(name) for name in "ab"}, {"a": 60, "b": 40})
        inside += found["value"] <= found["chance"] + 1e-12
    assert inside >= 53


def test_intervals_hold_the_true_distance() -> None:
    """Drawn with 0.7 from a, wanted 0.5: the truth is 0.2; of sixty intervals at least fifty-three hold it."""
    dice, held = random.Random(9), 0
    for _ in range(60):
        a = sum(dice.random() < 0.7 for _ in range(120))
        found = target_distance({"a": a, "b": 120 - a}, {"a": 0.5, "b": 0.5})
        held += found["low"] <= 0.2 <= found["high"]
    assert held >= 53


def test_kolmogorov_smirnov_agrees_with_scipy() -> None:
    """The statistic, to the last digit that matters."""
    from scipy.stats import ks_2samp

    dice = random.Random(1)
    left, right = [dice.gauss(0, 1) for _ in range(40)], [dice.gauss(0.5, 1) for _ in range(90)]
    found = kolmogorov_smirnov(left, right)
    assert found["value"] == pytest.approx(ks_2samp(left, right).statistic)
    assert 0 < found["chance"] < 1


@pytest.mark.parametrize(
    "found", [drawn_distance({}, {"a": 3}), target_distance({}, {"a": 1.0}), kolmogorov_smirnov([], [1.0])]
)
def test_of_nothing_there_is_no_distance(found: dict[str, object]) -> None:
    """And not zero."""
    assert found["value"] is None
    assert found["n"] == 0
