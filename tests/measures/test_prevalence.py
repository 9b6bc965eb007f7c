"""A judge's count, corrected for the errors that its exam found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.certificates import Rate
from casewright.measures.prevalence import Corrected, NotCorrected, corrected_share, effective_size
from casewright.measures.rates import clustered_rate, rate

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_a_judge_without_errors_changes_no_point() -> None:
    """All bad refused, all good accepted: the raw share stands, its interval wider than Wilson's alone."""
    found = corrected_share(30, 40, rate(0, 500), rate(0, 500))
    assert isinstance(found, Corrected)
    assert found.share == pytest.approx(0.75)
    assert found.low < 0.65 < 0.85 < found.high


def test_formulas_by_hand() -> None:
    """Rogan and Gladen's formula by hand: (0.6 + 0.7 - 1) / (0.7 + 0.9 - 1) is one half."""
    found = corrected_share(600, 1000, rate(60, 200), rate(20, 200))
    assert isinstance(found, Corrected)
    assert found.share == pytest.approx(0.5)
    # from the interval's formula as printed in arXiv 2511.21140, worked out apart from this code
    assert (found.low, found.high) == pytest.approx((0.416996, 0.580598), abs=1e-6)


@pytest.mark.parametrize(
    ("hits", "n", "accepts", "rejects", "why"),
    [
        (0, 0, rate(1, 9), rate(1, 9), "nothing was counted"),
        (3, 9, rate(0, 0), rate(1, 9), "no bad cases, or no good ones"),
        (3, 9, rate(1, 9), rate(0, 0), "no bad cases, or no good ones"),
        (3, 9, rate(5, 10), rate(5, 10), "sum to one or more"),
        (3, 9, rate(9, 10), rate(9, 10), "sum to one or more"),
    ],
)
def test_what_cannot_be_corrected_is_refused(hits: int, n: int, accepts: Rate, rejects: Rate, why: str) -> None:
    """With its reason, and never with the raw share in its place."""
    found = corrected_share(hits, n, accepts, rejects)
    assert isinstance(found, NotCorrected)
    assert why in found.why


@given(COUNTS, COUNTS, COUNTS)
def test_shares_stay_shares(counted: tuple[int, int], bad: tuple[int, int], good: tuple[int, int]) -> None:
    """Whatever the counts, the interval lies within 0 and 1 and is in order, or there is a reason."""
    found = corrected_share(*counted, rate(*bad), rate(*good))
    if isinstance(found, Corrected):
        assert 0 <= found.low <= found.high <= 1
        assert 0 <= found.share <= 1
    else:
        assert found.why


@given(st.integers(0, 99))
def test_more_accepted_means_more_good(hits: int) -> None:
    """The point never falls as the judge accepts more."""
    fewer, more = (corrected_share(count, 100, rate(8, 100), rate(12, 100)) for count in (hits, hits + 1))
    assert isinstance(fewer, Corrected)
    assert isinstance(more, Corrected)
    assert fewer.share <= more.share


@pytest.mark.parametrize(
    ("theta", "q0", "q1", "n", "m"), [(0.3, 0.9, 0.8, 200, 100), (0.8, 0.85, 0.9, 100, 60), (0.95, 0.95, 0.7, 60, 200)]
)
def test_the_interval_covers_the_truth(theta: float, q0: float, q1: float, n: int, m: int) -> None:
    """About 95 of 100 times over simulated exams and runs, also for few cases and a share near one."""
    dice, rounds, held = np.random.default_rng(7), 600, 0
    for _ in range(rounds):
        good = dice.binomial(n, theta)
        hits = dice.binomial(good, q1) + dice.binomial(n - good, 1 - q0)
        found = corrected_share(int(hits), n, rate(int(dice.binomial(m, 1 - q0)), m), rate(dice.binomial(m, 1 - q1), m))
        held += isinstance(found, Corrected) and found.low <= theta <= found.high
    assert 0.92 <= held / rounds <= 0.99


def test_clusters_count_for_less() -> None:
    """Ten reports of which all or none failed are no hundred observations."""
    alike = clustered_rate([(10, 10)] * 2 + [(0, 10)] * 8)
    assert effective_size(alike) < 20
    assert effective_size(rate(20, 100)) == 100
    wide, narrow = (corrected_share(50, 100, accepts, rate(10, 100)) for accepts in (alike, rate(20, 100)))
    assert isinstance(wide, Corrected)
    assert isinstance(narrow, Corrected)
    assert wide.share == pytest.approx(narrow.share)
    assert wide.high - wide.low > narrow.high - narrow.low
