"""The map of reports: principal axes, and cells in which no note stands alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.resemblance.map import in_cells, two_directions


def test_axes_are_those_of_greatest_spread() -> None:
    """Points along the third dimension: their places are on the first axis, with their distances kept."""
    line = np.outer(np.arange(6.0), [0, 0, 2]).astype(np.float32)
    first, second = two_directions([line[:3], line[3:]])
    assert np.diff(np.concatenate([first, second])[:, 0]) == pytest.approx(np.full(5, 2.0))
    assert np.concatenate([first, second])[:, 1] == pytest.approx(np.zeros(6), abs=1e-6)


def test_every_set_weighs_the_same() -> None:
    """The middle of the map is between a set of one and a set of ninety."""
    one, many = np.ones((1, 2), dtype=np.float32), -np.ones((90, 2), dtype=np.float32)
    first, second = two_directions([one, many])
    assert first[0] == pytest.approx(-second[0])


@given(st.integers(0, 60), st.integers(2, 7))
def test_a_cell_holds_enough_notes(count: int, least: int) -> None:
    """As many dots as there can be at most, their weighted middle that of the notes; none for too few."""
    places = np.random.default_rng(count).standard_normal((count, 2))
    found = in_cells(places, least)
    assert len(found) <= count // least
    assert (len(found) > 0) == (count >= least)
