"""Partial pooling leans on the family as far as its criteria are alike."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.certificates import Rate
from casewright.exams.examining.pooling import pooled, prior_strength


def test_alike_criteria_are_pooled_wholly() -> None:
    """Where they differ no more than chance makes them, a criterion's rate is the family's."""
    rates = [Rate(2, 20), Rate(2, 20), Rate(2, 20)]
    strength = prior_strength(rates)
    assert math.isinf(strength)
    assert pooled(Rate(1, 5), Rate(6, 60), strength) == pytest.approx(0.1)


def test_unlike_criteria_keep_their_own() -> None:
    """All of one and none of the other: there is nothing to lean on."""
    rates = [Rate(0, 50), Rate(50, 50)]
    assert prior_strength(rates) == pytest.approx(0.0, abs=0.1)
    assert pooled(rates[0], Rate(50, 100), prior_strength(rates)) == pytest.approx(0.0, abs=0.01)


def test_the_strength_of_a_known_spread_is_found() -> None:
    """Two rates of 0.1 and 0.3 with 100 questions each.

    Kleinman's estimator by hand: p = 0.2, spread = 2, chance = 0.16 of 1, between = 100 - 1 = 99 of 0.16, so the
    correlation is 1.84 / 15.84 and the strength 1 / that - 1.
    """
    assert prior_strength([Rate(10, 100), Rate(30, 100)]) == pytest.approx(15.84 / 1.84 - 1)


def test_no_family_rate_no_pooled_rate() -> None:
    """Nothing is made up where nothing was answered."""
    assert pooled(Rate(0, 0), Rate(0, 0), math.inf) is None
    assert pooled(Rate(0, 0), Rate(3, 10), 0.0) == pytest.approx(0.3)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=8))
def test_a_pooled_rate_lies_between_its_own_and_the_familys(pairs: list[tuple[int, int]]) -> None:
    """Shrinkage goes towards the family and never past it."""
    rates = [Rate(hits, hits + misses) for hits, misses in pairs]
    family = Rate(sum(one.hits for one in rates), sum(one.n for one in rates))
    strength = prior_strength(rates)
    for one in rates:
        found = pooled(one, family, strength)
        if family.rate is None:
            assert found is None
            continue
        assert found is not None
        own = family.rate if one.rate is None else one.rate
        assert min(own, family.rate) - 1e-9 <= found <= max(own, family.rate) + 1e-9
