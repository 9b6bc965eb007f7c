"""What a ranking earns, ties included."""

from __future__ import annotations

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.recoverability.credit import best_by_label, chance, credit

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3).map(float), min_size=1)


@given(SCORES, st.integers(1, 4))
def test_ties_are_put_in_order_by_lot(scores: dict[str, float], first: int) -> None:
    """The credit is the mean over all orders of what ties: counted out."""
    own = next(iter(scores))
    orders = [sorted(order, key=lambda label: -scores[label]) for order in permutations(scores)]
    expected = fmean(own in order[:first] for order in orders)
    assert credit(scores, own, first) == pytest.approx(expected)


@given(st.integers(1, 20), st.integers(1, 5))
def test_a_classifier_that_tells_nothing_apart_earns_chance(labels: int, first: int) -> None:
    """So that a control can be read beside it."""
    scores = {str(n): 0.0 for n in range(labels)}
    assert credit(scores, "0", first) == pytest.approx(chance(labels, first))


def test_a_place_scores_as_its_best_candidate() -> None:
    """Candidates that have no place at a level don't count there."""
    assert best_by_label([0.1, 0.7, 0.9, 1.0], ["F20", "F20", "F32", None]) == {"F20": 0.7, "F32": 0.9}
