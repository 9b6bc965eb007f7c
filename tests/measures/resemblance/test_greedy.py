"""Greedy matching of token vectors: worked by hand, weights, empty texts."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.resemblance import greedy_match, inverse_frequencies

SIDE, UP = [1.0, 0.0], [0.0, 1.0]
SLANTED = [0.6, 0.8]


def test_by_hand() -> None:
    """Precision (1 + 0.8) / 2 and recall 1, by Zhang et al. 2020, section 3."""
    found = greedy_match(np.array([UP, SLANTED]), np.array([UP]))
    assert found.precision == pytest.approx(0.9)
    assert found.recall == pytest.approx(1.0)
    assert found.f1 == pytest.approx(2 * 0.9 / 1.9)


def test_weights_by_rarity() -> None:
    """A token of all references weighs nothing, and can still be what others match."""
    weights = inverse_frequencies([["low", "mood"], ["low", "sleep"], ["low"]])
    assert weights == {"low": 0, "mood": pytest.approx(log(2)), "sleep": pytest.approx(log(2))}
    found = greedy_match(np.array([UP, SIDE]), np.array([SIDE]), np.array([3.0, 1.0]))
    assert found.precision == pytest.approx(0.25)
    nothing = greedy_match(np.array([UP]), np.array([SIDE]), np.array([0.0]))
    assert nothing.f1 == 0
    assert greedy_match(np.zeros((0, 2)), np.array([SIDE])).f1 == 0


@given(st.lists(st.floats(0, 3.1), min_size=1, max_size=6), st.lists(st.floats(0, 3.1), min_size=1, max_size=6))
def test_each_token_takes_its_best(one: list[float], other: list[float]) -> None:
    """As plain loops have it; precision of one text is recall of the other."""
    x, y = (np.column_stack([np.cos(angles), np.sin(angles)]) for angles in (one, other))
    found = greedy_match(x, y)
    assert found.precision == pytest.approx(float(np.mean([max(float(a @ b) for b in y) for a in x])))
    assert found.recall == pytest.approx(greedy_match(y, x).precision)
    assert greedy_match(x, x).f1 == pytest.approx(1)
