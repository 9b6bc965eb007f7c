"""Distinct n-grams."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.distinct import distinct_n


def test_distinct_n() -> None:
    """Distinct over all n-grams; none in a text shorter than one."""
    words = ["no", "plan", "and", "no", "intent", "and", "no", "plan"]
    assert distinct_n(words, 1) == 4 / 8
    assert distinct_n(words, 2) == 5 / 7
    assert distinct_n(words, 9) is None
    assert distinct_n([], 1) is None


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.integers(1, 5))
def test_bounds(words: list[int], n: int) -> None:
    """The share is in (0, 1], and missing in a text shorter than one n-gram."""
    value = distinct_n(words, n)
    assert (value is None) == (len(words) < n)
    assert value is None or 0 < value <= 1
