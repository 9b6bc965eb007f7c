"""Effect sizes against published examples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.statistics import cliffs_delta, cohens_h, hedges_g, paired_delta, rank_biserial

SETS = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=12)


def test_cohens_h() -> None:
    """Cohen (1988, table 6.2.2): the arcsines of 0.60 and 0.40 are 1.772 and 1.369."""
    found = cohens_h(60, 100, 40, 100)
    assert found.value == pytest.approx(1.772 - 1.369, abs=1e-3)
    assert (found.high or 0) - (found.low or 0) == pytest.approx(2 * 1.96 * (2 / 100) ** 0.5, abs=1e-3)


def test_cliffs_delta() -> None:
    """The example of effsize's ``cliff.delta``: -0.25."""
    found = cliffs_delta([10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50])
    assert found.value == pytest.approx(-0.25)
    assert -0.7266 < (found.low or -1) < -0.65  # theirs takes Student's quantile of 14 degrees, ours the normal one
    assert 0.3 < (found.high or 1) < 0.3891


def test_rank_biserial() -> None:
    """The example of effectsize's ``rank_biserial`` (data of Hollander and Wolfe): 0.78, 0.30 to 0.94."""
    x = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    found = rank_biserial([one - other for one, other in zip(x, y, strict=True)])
    assert (found.value, found.low, found.high) == pytest.approx((0.78, 0.30, 0.94), abs=6e-3)


def test_hedges_g() -> None:
    """Borenstein et al. (2009, p. 26): means 103 and 100, deviations 5.5 and 4.5, 50 a side: 0.5924."""
    shape = np.linspace(-1, 1, 50)
    shape /= shape.std(ddof=1)
    found = hedges_g(list(103 + 5.5 * shape), list(100 + 4.5 * shape))
    assert found.value == pytest.approx(0.5924, abs=1e-4)
    assert ((found.high or 0) - (found.low or 0)) / (2 * 1.959964) == pytest.approx(0.0411**0.5, abs=3e-4)


def test_what_does_not_overlap_or_vary_has_no_interval() -> None:
    """It is said instead."""
    assert "don't overlap" in cliffs_delta([3, 4], [1, 2]).note
    assert "all one way" in rank_biserial([0.1, 0.2, 0.4]).note
    assert "none of 3 pairs differs" in rank_biserial([0, 0, 0]).note
    assert hedges_g([1, 1], [1, 1]).note == "not estimable: neither side varies"
    assert hedges_g([1], [1, 2]).value is None
    assert cliffs_delta([], [1]).value is None
    assert paired_delta([]).value is None
    assert cohens_h(0, 0, 1, 2).value is None


@given(SETS, SETS)
def test_cliffs_delta_turns_with_its_sides(a: list[float], b: list[float]) -> None:
    """It is the difference of two shares of pairs, counted here one by one."""
    found, turned = cliffs_delta(a, b), cliffs_delta(b, a)
    counted = sum((x > y) - (x < y) for x in a for y in b) / (len(a) * len(b))
    assert found.value == pytest.approx(counted, abs=1e-12)
    assert found.value == pytest.approx(-(turned.value or 0), abs=1e-12)
    if found.low is not None and found.high is not None:
        assert -1 <= found.low <= (found.value or 0) + 1e-9
        assert (found.value or 0) - 1e-9 <= found.high <= 1


@given(st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=20))
def test_effects_of_pairs_stay_within_one(change: list[float]) -> None:
    """The same sign as the ranks have, or none; ends on either side of the value."""
    for found in (paired_delta(change), rank_biserial(change)):
        assert -1 <= (found.value or 0) <= 1
        if found.low is not None and found.high is not None:
            assert -1 <= found.low <= found.high <= 1
