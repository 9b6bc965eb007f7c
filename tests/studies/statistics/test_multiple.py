"""Many tests, corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.statistics import benjamini_hochberg, holm

P = st.lists(st.floats(0, 1), min_size=1, max_size=30)
PAPER = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
    1.0,
)  # fmt: skip


def test_adjusted_as_r_does() -> None:
    """``p.adjust`` of 0.01 to 0.05, in any order."""
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx((0.05, 0.08, 0.09, 0.09, 0.09))
    assert holm([0.05, 0.01, 0.03, 0.04, 0.02]) == pytest.approx((0.09, 0.05, 0.09, 0.09, 0.08))
    assert benjamini_hochberg([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx((0.05,) * 5)


def test_the_example_of_benjamini_and_hochberg() -> None:
    """Fifteen p values of a trial: four stand at 0.05, and three if no false finding is allowed at all."""
    assert sum(p <= 0.05 for p in benjamini_hochberg(PAPER)) == 4
    assert sum(p <= 0.05 for p in holm(PAPER)) == 3


def test_nothing_asked_is_nothing_corrected() -> None:
    """No tests, no p."""
    assert holm([]) == benjamini_hochberg([]) == ()


@given(P)
def test_correction_never_helps_and_keeps_the_order(p: list[float]) -> None:
    """At least p, at most Bonferroni's, ordered as p is; Holm's never below Benjamini and Hochberg's."""
    adjusted, rates = holm(p), benjamini_hochberg(p)
    for raw, strict, rate in zip(p, adjusted, rates, strict=True):
        assert raw <= strict <= min(1.0, raw * len(p)) + 1e-12
        assert rate <= strict + 1e-12
    ranked = [adjusted[at] for at in sorted(range(len(p)), key=lambda at: p[at])]
    assert ranked == sorted(ranked)
