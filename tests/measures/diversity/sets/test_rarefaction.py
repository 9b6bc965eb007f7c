"""Kinds among a fixed number of words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.sets.grams import Grams
from casewright.measures.diversity.sets.rarefaction import (
    distinct_figures,
    draw_size,
    expected_kinds,
    growth_figures,
)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_expected_kinds_is_the_mean_over_all_drawings(counts: list[int], data: st.DataObject) -> None:
    """Exact, without dice."""
    things = [kind for kind, count in enumerate(counts) for _ in range(count)]
    drawn = data.draw(st.integers(0, min(len(things), 5)))
    ways = [len(set(way)) for way in combinations(things, drawn)]
    assert expected_kinds(np.array(counts), drawn) == pytest.approx(sum(ways) / len(ways))


def test_no_more_can_be_drawn_than_there_are() -> None:
    """Both numbers are named."""
    with pytest.raises(ValueError, match="5 of 3"):
        expected_kinds(np.array([1, 2]), 5)


@pytest.mark.parametrize(("total", "drawn"), [(0, None), (199, None), (200, 100), (1999, 100), (2000, 1000)])
def test_what_is_drawn_is_a_power_of_ten_that_half_of_the_words_allow(total: int, drawn: int | None) -> None:
    """So that sets of like size are compared at one size."""
    assert draw_size(total) == drawn


def test_a_set_that_only_repeats_has_as_few_kinds_however_large_it_is() -> None:
    """Ten words, said ten or a thousand times: ten kinds among a hundred."""
    few, many = (Grams([list("abcdefghij") * times]) for times in (20, 1000))
    kept = np.ones(1, dtype=bool)
    for grams in (few, many):
        assert distinct_figures(grams, kept, 100)["distinct_1"] == pytest.approx(0.1, abs=1e-3)


def test_growth_of_new_words_and_of_none() -> None:
    """Words that never come again grow by an exponent of one; ten that always do hardly grow at the end."""
    kept = np.ones(1, dtype=bool)
    new = growth_figures(Grams([[str(i) for i in range(400)]]), kept, 100)
    old = growth_figures(Grams([list("abcdefghij") * 400]), kept, 1000)
    assert new == {"types": pytest.approx(100), "heaps": pytest.approx(1.0)}
    assert old["heaps"] == pytest.approx(0.0, abs=0.05)
    assert growth_figures(Grams([["a"]]), kept, None) == {"types": None, "heaps": None}
