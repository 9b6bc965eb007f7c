"""Differences of two arms, on shared cases and between separate sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.studies.statistics import paired_difference, unpaired_difference

DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Crossed less self-fertilised maize, eighths of an inch (Darwin 1876; Fisher 1935, §17)."""
PAIRS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.tuples(st.integers(-20, 20).map(float), st.integers(-20, 20).map(float)),
    max_size=12,
)


def _pairs(values: list[int] | list[float]) -> dict[str, float]:
    return {str(at): float(value) for at, value in enumerate(values)}


def test_fishers_darwin() -> None:
    """1,726 of 32,768 arrangements are as far from nothing (Fisher 1935, §21: 863 on one side)."""
    found = paired_difference(_pairs(DARWIN), dict.fromkeys(_pairs(DARWIN), 0.0))
    assert found.p == 1726 / 32768
    assert found.figure.value == pytest.approx(314 / 15)
    assert found.how == "sign flips, all gone through"


def test_only_cases_that_both_tell_count() -> None:
    """What one arm has alone is left out."""
    found = paired_difference({"a": 1.0, "b": 2.0, "x": 9.0}, {"a": 0.5, "b": 1.0, "y": -9.0})
    assert (found.figure.value, found.n, found.paired) == (0.75, (2, 2), True)
    assert paired_difference({"a": 1.0}, {"b": 1.0}).figure.note == "not estimable: no values"
    assert paired_difference({"a": 1.0}, {"b": 1.0}).p is None


def test_yes_and_no_on_the_same_cases_is_mcnemars() -> None:
    """Agresti (2002, p. 409): 150 left one side and 86 the other, of 1,600; a change of 0.04, 0.021 to 0.059."""
    a = _pairs([1.0] * 150 + [0.0] * 86 + [1.0] * 794 + [0.0] * 570)
    b = _pairs([0.0] * 150 + [1.0] * 86 + [1.0] * 794 + [0.0] * 570)
    found = paired_difference(a, b)
    assert found.figure.value == 0.04
    assert (found.figure.low, found.figure.high) == pytest.approx((0.021, 0.059), abs=5e-4)
    assert found.p == pytest.approx(3.7e-5, rel=0.02)


def test_all_one_way_still_has_an_interval() -> None:
    """Five of five pairs up is no proof that all go up."""
    found = paired_difference(_pairs([1.0] * 5), _pairs([0.0] * 5))
    assert found.p == 2 / 2**5
    assert (found.figure.low or 1) < 0.6
    assert found.figure.note == "interval of Agresti and Min; only 5"


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        ((56, 48), (70, 80), 0.0524, 0.3339),
        ((9, 3), (10, 10), 0.1705, 0.8090),
        ((5, 0), (56, 29), -0.0381, 0.1926),
        ((0, 0), (10, 10), -0.2775, 0.2775),
        ((10, 0), (10, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_intervals(hits: tuple[int, int], n: tuple[int, int], low: float, high: float) -> None:
    """Method 10 of Newcombe (1998, table II)."""
    a, b = ([1.0] * hit + [0.0] * (size - hit) for hit, size in zip(hits, n, strict=True))
    found = unpaired_difference(a, b)
    assert (found.figure.low, found.figure.high) == pytest.approx((low, high), abs=1e-4)
    assert not found.paired


def test_fishers_tea() -> None:
    """Three of four cups right: p is 0.4857 (Fisher 1935, ch. 2)."""
    assert unpaired_difference([1, 1, 1, 0], [0, 0, 0, 1]).p == pytest.approx(0.4857, abs=1e-4)


def test_separate_sets_agree_with_welch() -> None:
    """On a hundred values a side the bootstrap's ends are Welch's to a hundredth, and p is below a thousandth."""
    dice = np.random.default_rng(1)
    a, b = list(dice.normal(0.5, 1, 100)), list(dice.normal(0, 2, 100))
    found = unpaired_difference(a, b)
    error = (np.var(a, ddof=1) / 100 + np.var(b, ddof=1) / 100) ** 0.5
    assert found.figure.low == pytest.approx(np.mean(a) - np.mean(b) - 1.98 * error, abs=0.03)
    assert found.how == "Welch's test"


def test_few_values_are_permuted_exactly() -> None:
    """Two and three values have ten arrangements; the observed one and its mirror are the furthest."""
    found = unpaired_difference([10.0, 11.0], [1.0, 2.0, 3.0])
    assert found.p == pytest.approx(0.2)
    assert found.how == "permutation, all gone through"


@pytest.mark.parametrize(
    ("a", "b", "note"),
    [
        ([], [1.0], "not estimable: one side has no values"),
        ([0.5], [1.5, 2.0], "no interval: one side has a single value"),
        ([0.5, 0.5], [2.0, 2.0], "no interval: neither side varies"),
    ],
    ids=["none", "one", "same"],
)
def test_too_little_is_said(a: list[float], b: list[float], note: str) -> None:
    """In words, instead of an interval."""
    assert unpaired_difference(a, b).figure.note == note


@settings(max_examples=30, deadline=None)
@given(PAIRS)
def test_turning_the_arms_turns_the_difference(pairs: dict[str, tuple[float, float]]) -> None:
    """p stays; p is a probability; nothing but the sign of the difference changes."""
    a, b = ({pair: both[at] for pair, both in pairs.items()} for at in (0, 1))
    one, other = paired_difference(a, b), paired_difference(b, a)
    assert one.p == other.p
    assert one.p is None or 0 < one.p <= 1
    assert (one.figure.value or 0) == -(other.figure.value or 0)
