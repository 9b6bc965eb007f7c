"""The earth mover's distance and what is made of it for sentences."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.stats import wasserstein_distance

from casewright.measures.resemblance import earth_movers, earth_movers_each, sentence_movers
from casewright.measures.resemblance.transport import TOGETHER

places = st.lists(st.floats(-5, 5), min_size=1, max_size=6)
weighted = places.flatmap(
    lambda own: st.tuples(st.just(own), st.lists(st.integers(1, 9), min_size=len(own), max_size=len(own)))
)


def on_a_line(one: tuple[list[float], list[int]], other: tuple[list[float], list[int]]) -> float:
    costs = np.abs(np.subtract.outer(one[0], other[0]))
    return earth_movers(np.array(one[1]), np.array(other[1]), costs)


def test_by_hand() -> None:
    """Half of the first pile stays, a quarter goes to 2 and a quarter of the second to 1."""
    costs = np.array([[0.0, 2.0], [1.0, 0.0]])
    assert earth_movers(np.array([3, 1]), np.array([1, 1]), costs) == pytest.approx(0.25 * 2)
    assert earth_movers(np.array([3, 0]), np.array([1, 1]), costs) == pytest.approx(0.5 * 2)


@settings(max_examples=15)
@given(weighted, weighted, weighted)
def test_on_a_line_as_scipy_and_a_distance(
    a: tuple[list[float], list[int]], b: tuple[list[float], list[int]], c: tuple[list[float], list[int]]
) -> None:
    """Wasserstein's distance in one dimension, in which no detour is shorter."""
    ab, bc, ac = on_a_line(a, b), on_a_line(b, c), on_a_line(a, c)
    assert ab == pytest.approx(wasserstein_distance(a[0], b[0], a[1], b[1]), abs=1e-6)
    assert ac <= ab + bc + 1e-6
    assert on_a_line(b, a) == pytest.approx(ab, abs=1e-6)
    assert on_a_line(a, a) == pytest.approx(0, abs=1e-6)


def test_even_weights_are_an_assignment() -> None:
    """As scipy's Hungarian method has it; many loads together come out as each alone."""
    dice = np.random.default_rng(0)
    tables = [dice.random((n, n)) for n in (2, 5, 9, 14, 30, 40, 50)]
    assert sum(table.size for table in tables) > TOGETHER
    found = earth_movers_each([(np.ones(len(table)), np.ones(len(table)), table) for table in tables])
    wanted = [float(table[linear_sum_assignment(table)].mean()) for table in tables]
    assert found == pytest.approx(wanted)


def test_nothing_to_carry_is_refused() -> None:
    """Weights of nothing, or too few costs."""
    with pytest.raises(ValueError, match="nothing to carry"):
        earth_movers(np.zeros(2), np.ones(2), np.ones((2, 2)))
    with pytest.raises(ValueError, match="nothing to carry"):
        earth_movers(np.ones(3), np.ones(2), np.ones((2, 2)))


def test_sentences() -> None:
    """A text against itself is no way at all; a sentence weighs its words; nothing is said of an empty text."""
    rows, lengths = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([1, 3])
    same = sentence_movers((rows, lengths), (rows, lengths))
    assert same is not None
    assert same.distance == pytest.approx(0)
    assert same.similarity == pytest.approx(1)
    moved = sentence_movers((rows, lengths), (rows[:1], np.array([7])))
    assert moved is not None
    assert moved.distance == pytest.approx(5 * 3 / 4)
    assert moved.similarity == pytest.approx(exp(-3.75))
    assert sentence_movers((rows, lengths), (rows[:0], np.array([]))) is None
