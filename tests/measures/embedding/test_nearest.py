"""The nearest row and the nearest one of another owner, against the plain way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from casewright.measures.embedding import Nearest, Rows, nearest
from casewright.measures.embedding.nearest import BATCH, BLOCK

Integers = NDArray[np.int64]


def draw(dice: np.random.Generator, n: int, dimensions: int = 8) -> Rows:
    rows = dice.standard_normal((n, dimensions)).astype(np.float32)
    unit: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def plainly(queries: Rows, corpus: Rows, groups: Integers, own: Integers) -> Nearest:
    """One query at a time, by the definition."""
    first, second, index = [], [], []
    for query, mine in zip(queries, own, strict=True):
        distance = np.where(groups == mine, np.inf, 1 - corpus @ query)
        index.append(int(distance.argmin()) if np.isfinite(distance.min()) else -1)
        first.append(distance.min())
        others = distance[groups != groups[index[-1]]] if index[-1] >= 0 else np.array([np.inf])
        second.append(others.min(initial=np.inf))
    return Nearest(np.array(first, np.float32), np.array(second, np.float32), np.array(index))


def same(found: Nearest, expected: Nearest) -> None:
    assert found.first == pytest.approx(expected.first, abs=1e-6)
    assert found.second == pytest.approx(expected.second, abs=1e-6)
    assert (found.index == expected.index).all()


@given(seed=st.integers(0, 1000), queries=st.integers(1, 6), corpus=st.integers(1, 40), owners=st.integers(1, 10))
def test_it_is_the_definition(seed: int, queries: int, corpus: int, owners: int) -> None:
    """For any owners in any order, some queries' own among them."""
    dice = np.random.default_rng(seed)
    asked, rows = draw(dice, queries), draw(dice, corpus)
    groups, own = dice.integers(0, owners, corpus), dice.integers(-1, owners, queries)
    same(nearest(asked, rows, groups, own), plainly(asked, rows, groups, own))


@pytest.mark.parametrize("queries", [1, BATCH + 3])
def test_blocks_change_nothing(queries: int) -> None:
    """Owners whose rows stand in two blocks, and more queries than a batch."""
    dice = np.random.default_rng(5)
    rows, asked = draw(dice, BLOCK + 50), draw(dice, queries)
    groups = np.arange(len(rows)) // 7
    own = dice.integers(0, groups.max(), queries)
    same(nearest(asked, rows, groups, own), plainly(asked, rows, groups, own))


def test_without_owners_every_row_is_its_own() -> None:
    """First and second are then the two nearest rows."""
    dice = np.random.default_rng(6)
    rows, asked = draw(dice, 500), draw(dice, 20)
    found = nearest(asked, rows)
    two = np.sort(1 - asked @ rows.T, axis=1)[:, :2]
    assert np.stack([found.first, found.second], axis=1) == pytest.approx(two, abs=1e-6)


def test_what_is_not_there_is_infinitely_far() -> None:
    """No other owner, no owner at all, no corpus: the ratio is not a number."""
    dice = np.random.default_rng(7)
    asked, rows = draw(dice, 2), draw(dice, 3)
    alone = nearest(asked, rows, np.zeros(3, int))
    assert np.isfinite(alone.first).all()
    assert np.isinf(alone.second).all()
    assert np.isnan(alone.ratio).all()
    nobody = nearest(asked, rows, np.zeros(3, int), np.zeros(2, int))
    empty = nearest(asked, rows[:0])
    for found in (nobody, empty):
        assert np.isinf(found.first).all()
        assert (found.index == -1).all()


def test_the_ratio_is_small_where_one_owner_stands_out() -> None:
    """And one at a tie, be it of zeros."""
    rows = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    assert nearest(rows[:1], rows, np.array([0, 0, 1])).ratio == pytest.approx([0])
    assert nearest(rows[:1], rows).ratio == pytest.approx([1])
