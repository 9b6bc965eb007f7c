"""What was never seen, how small a difference could have been seen, and figures in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.figure import Figure
from casewright.studies.statistics import (
    least_pairs,
    lower_bound,
    number,
    smallest_shown,
    told,
    upper_bound,
)


def test_nothing_found_is_three_over_n() -> None:
    """0 of 100 is at most 3 %, 0 of 300 at most 1 % (Hanley and Lippman-Hand 1983)."""
    assert upper_bound(0, 100) == pytest.approx(0.0295, abs=1e-4)
    assert upper_bound(0, 300) == pytest.approx(0.0099, abs=1e-4)
    assert (upper_bound(0, 0), lower_bound(0, 0)) == (1.0, 0.0)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_hold_what_was_seen(counts: tuple[int, int]) -> None:
    """The share lies between them."""
    hits, n = counts
    assert lower_bound(hits, n) <= hits / n <= upper_bound(hits, n)


def test_the_size_that_cohen_asks_for() -> None:
    """63 a side show half a deviation four times in five (Cohen 1988, table 2.4.1, normal quantiles)."""
    assert smallest_shown((2 / 63) ** 0.5) == pytest.approx(0.5, abs=2e-3)


def test_pairs_that_are_needed_for_anything() -> None:
    """Six pairs one way reach 2/64; among 100 tests twelve are needed."""
    assert least_pairs() == 6
    assert least_pairs(0.05 / 100) == 12
    for level in (0.05, 0.01, 0.0005):
        assert 2 ** (1 - least_pairs(level)) <= level < 2 ** (2 - least_pairs(level))


def test_figures_in_words() -> None:
    """A number with its interval and n; or why there is none."""
    assert told(Figure(0.1234, 64, 0.0512, 0.19), "pairs") == "0.123 (0.0512 to 0.190, n = 64 pairs)"
    assert told(Figure(None, 7, note="not estimable: 15 are needed")) == "not estimable: 15 are needed (n = 7)"
    assert told(Figure(12.0, 1, note="no interval: a single value")) == "12.0 (n = 1; no interval: a single value)"
    assert [number(value) for value in (0, 1234.5, 2.5, -0.5, 0.00012)] == ["0", "1234", "2.50", "-0.500", "0.0001"]
