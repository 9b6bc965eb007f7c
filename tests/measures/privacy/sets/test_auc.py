"""The area under a ROC curve and its interval, against scikit-learn, published values and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.privacy.sets.auc import auc

SCORES = st.lists(st.integers(0, 6), min_size=2, max_size=20)


@given(SCORES, SCORES)
def test_it_is_the_area_under_the_curve(ones: list[int], others: list[int]) -> None:
    """As scikit-learn has it, ties included; the interval holds it and stays between 0 and 1."""
    from sklearn.metrics import roc_auc_score

    found = auc(np.array(ones), np.array(others))
    assert found.value == pytest.approx(roc_auc_score([1] * len(ones) + [0] * len(others), ones + others))
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= (found.value or 0) + 1e-12
    assert (found.value or 0) - 1e-12 <= found.high <= 1


def test_the_interval_covers_as_often_as_it_says() -> None:
    """400 draws of 60 and 80 scores whose true area is 0.76: 93 to 97 % of the intervals hold it."""
    from scipy.stats import norm

    dice = np.random.default_rng(1)
    true = norm.cdf(1 / np.sqrt(2))
    hits = [auc(dice.normal(1, 1, 60), dice.normal(0, 1, 80)) for _ in range(400)]
    share = np.mean([(one.low or 0) <= true <= (one.high or 1) for one in hits])
    assert 0.925 <= share <= 0.975


def test_copies_of_an_observation_add_no_evidence() -> None:
    """Five notes a patient that all say the same give one note's interval; counted apart they'd halve it."""
    dice = np.random.default_rng(2)
    ones, others = dice.normal(0.5, 1, 40), dice.normal(0, 1, 40)
    alone = auc(ones, others)
    groups = np.repeat(np.arange(40), 5)
    together = auc(np.repeat(ones, 5), np.repeat(others, 5), groups, groups)
    assert (together.low, together.high) == pytest.approx((alone.low, alone.high))


def test_a_perfect_separation_is_no_certainty() -> None:
    """Ten wins of ten leave what ten wins of ten leave."""
    found = auc(np.arange(10) + 100, np.arange(10))
    assert (found.value, found.high) == (1, 1)
    assert found.low == pytest.approx(0.6915, abs=1e-4)


def test_one_on_a_side_tells_nothing() -> None:
    """No figure, and why."""
    found = auc(np.array([1.0]), np.array([1.0, 2.0]))
    assert found.value is None
    assert "two or more" in found.note
