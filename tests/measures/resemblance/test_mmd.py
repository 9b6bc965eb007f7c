"""MMD²: worked by hand, against plain loops, and as a test of two samples."""

from __future__ import annotations

from itertools import combinations
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from casewright.measures.resemblance import mmd_of_halves, mmd_test
from casewright.measures.resemblance.kernel import gram, median_distance, mmd2_of
from casewright.measures.resemblance.real_halves import split_groups

Rows = NDArray[np.float64]
numbers = st.floats(-3, 3, allow_nan=False).map(lambda value: round(value, 3))
samples = st.integers(1, 3).flatmap(
    lambda d: st.tuples(*(st.lists(st.lists(numbers, min_size=d, max_size=d), min_size=2, max_size=6),) * 2)
)


def naive(x: Rows, y: Rows, sigma: float) -> float:
    """Equation 3 of Gretton et al. 2012 as it is printed."""

    def k(a: Rows, b: Rows) -> float:
        return exp(-float(((a - b) ** 2).sum()) / (2 * sigma**2))

    n, m = len(x), len(y)
    within = sum(k(x[i], x[j]) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))
    beyond = sum(k(y[i], y[j]) for i in range(m) for j in range(m) if i != j) / (m * (m - 1))
    return within + beyond - 2 * sum(k(a, b) for a in x for b in y) / (n * m)


def test_by_hand() -> None:
    """Points 0, 1 against 2, 3 with σ = 1."""
    found = mmd_test(np.array([[0.0], [1.0]]), np.array([[2.0], [3.0]]), bandwidth=1, permutations=9)
    across = (2 * exp(-2) + exp(-4.5) + exp(-0.5)) / 4
    assert found.value.value == pytest.approx(2 * exp(-0.5) - 2 * across)
    assert (found.value.n, found.value.low) == (4, None)


def test_the_bandwidth_is_the_median_distance_of_the_pooled_sample() -> None:
    """Of 0, 1 and 3 the distances are 1, 2 and 3; where most are 0, their mean serves."""
    assert median_distance(np.array([[0.0], [1.0], [3.0]])) == 2
    assert median_distance(np.array([[0.0], [0.0], [0.0], [3.0]])) == pytest.approx(1.5)
    assert median_distance(np.array([[0.0], [0.0], [0.0], [0.0], [6.0]])) == pytest.approx(24 / 10)
    assert median_distance(np.zeros((4, 2))) == 1


@given(samples)
def test_as_printed_and_whichever_sample_comes_first(both: tuple[list[list[float]], list[list[float]]]) -> None:
    """The products of matrices say what the sums say; changing sides changes nothing."""
    x, y = np.array(both[0]), np.array(both[1])
    found = mmd_test(x, y, bandwidth=1.3, permutations=1)
    assert found.value.value == pytest.approx(naive(x, y, 1.3), abs=1e-9)
    assert mmd_test(y, x, bandwidth=1.3, permutations=1).value.value == pytest.approx(found.value.value, abs=1e-9)


@given(st.lists(st.lists(numbers, min_size=2, max_size=2), min_size=6, max_size=6))
def test_nothing_to_tell_gives_zero_in_expectation(rows: list[list[float]]) -> None:
    """Over all twenty partings of six points in halves the mean is 0: the estimate is unbiased."""
    kernel = gram(np.array(rows), 1.0)
    first = np.array([[i in chosen for i in range(6)] for chosen in combinations(range(6), 3)]).T
    assert mmd2_of(kernel, first, ~first).mean() == pytest.approx(0, abs=1e-9)


def test_p_values_of_samples_of_one_kind_are_even_and_of_two_kinds_small() -> None:
    """Of 80 pairs of one kind few are below 0.05; points far apart get the least p that can be."""
    dice = np.random.default_rng(1)
    null = [mmd_test(*dice.standard_normal((2, 12, 3)), seed=i, permutations=99).p.value or 0 for i in range(80)]
    assert sum(p <= 0.05 for p in null) <= 9
    assert 0.35 < float(np.mean(null)) < 0.65
    apart = mmd_test(dice.standard_normal((15, 3)), dice.standard_normal((15, 3)) + 4, permutations=99)
    assert apart.p.value == 1 / 100
    assert apart.value.low is not None
    assert apart.value.low > 0


def test_the_interval_holds_the_true_value() -> None:
    """Two normals in the plane, apart by 1 in each direction, under σ = 2: MMD² is 4/3 (1 - exp(-1/6))."""
    dice, true, held = np.random.default_rng(2), 4 / 3 * (1 - exp(-1 / 6)), 0
    for _ in range(40):
        x, y = dice.standard_normal((2, 30, 2))
        found = mmd_test(x, y + 1, bandwidth=2, permutations=1).value
        held += (found.low or 0) <= true <= (found.high or 0)
    assert 34 <= held <= 40


def test_a_sample_of_one_is_refused() -> None:
    """There is no unbiased estimate of it."""
    with pytest.raises(ValueError, match="samples of 1 and 3 rows"):
        mmd_test(np.zeros((1, 2)), np.zeros((3, 2)))


@given(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=30))
def test_patients_are_never_parted(groups: list[str]) -> None:
    """A patient's notes are all in one half."""
    halves = split_groups(groups, 5, np.random.default_rng(0))
    for half in halves.T:
        assert not {g for g, one in zip(groups, half, strict=True) if one} & {
            g for g, one in zip(groups, half, strict=True) if not one
        }


def test_halves_are_the_yardstick_of_one_kind() -> None:
    """About one in twenty samples of the same kind lies beyond the 95th percentile brought to its size."""
    dice = np.random.default_rng(3)
    beyond = 0
    for seed in range(60):
        new, real = dice.standard_normal((2, 24, 3))
        test = mmd_test(new, real, permutations=1)
        groups = [str(i) for i in range(24)]
        halves = mmd_of_halves(real, groups, bandwidth=test.bandwidth, sizes=(24, 24), seed=seed, splits=100)
        beyond += (test.value.value or 0) > (halves.line.value or 0)
        assert halves.size == 12
    assert 0 < beyond <= 9


def test_one_patient_can_not_be_halved() -> None:
    """It is said in words."""
    halves = mmd_of_halves(np.zeros((5, 2)), ["a"] * 5, bandwidth=1, sizes=(5, 5))
    assert halves.line.value is None
    assert "can't be halved" in halves.line.note
