"""Texts longer than a model reads."""

from __future__ import annotations

import numpy as np
import pytest

from casewright.measures.embedding.stretches import cut, mean_of_stretches, unit_rows


def test_stretches_are_even_and_lose_nothing() -> None:
    """None is longer than the model reads, and no short rest is left."""
    parts = cut(list(range(513)), 256)
    assert [len(part) for part in parts] == [171, 171, 171]
    assert [one for part in parts for one in part] == list(range(513))
    assert cut([], 256) == []


def test_a_long_stretch_counts_for_more() -> None:
    """Each stretch's row has length one before the mean is taken."""
    rows = {2: np.array([10, 0], np.float32), 1: np.array([0, 1], np.float32)}
    mean = mean_of_stretches([[1, 2], [3]], lambda part: rows[len(part)], 2)
    assert mean == pytest.approx([2 / 3, 1 / 3])


def test_no_stretch_is_a_row_of_zeros() -> None:
    """And stays one."""
    assert not mean_of_stretches([], lambda part: np.ones(3, np.float32), 3).any()
    assert not unit_rows(np.zeros((1, 3), np.float32)).any()
