"""Shares with their intervals, for independent and for clustered observations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.certificates import Rate
from casewright.measures.rates import clustered_rate, rate

CLUSTERS = st.lists(st.integers(0, 8).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=30)


def test_wilson_by_hand() -> None:
    """Three of twenty, against the interval as published tables have it."""
    found = rate(3, 20)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3604), abs=1e-4)


def test_nothing_observed_has_no_interval() -> None:
    """Neither a share nor its ends."""
    assert rate(0, 0) == Rate(0, 0)
    assert rate(0, 0).rate is None
    assert clustered_rate([]) == Rate(0, 0, clusters=0)
    assert clustered_rate([(0, 0), (0, 0)]).clusters == 0


def test_single_observations_a_cluster_are_independent() -> None:
    """Then it is Clopper and Pearson's interval: for no hit of 29 it ends at 1 - 0.025^(1/29)."""
    found = clustered_rate([(0, 1)] * 29)
    assert (found.low, found.high) == pytest.approx((0.0, 1 - 0.025 ** (1 / 29)))
    assert found.clusters == 29


def test_clusters_that_go_together_widen_the_interval() -> None:
    """Ten reports wholly right or wholly wrong tell what ten observations tell, not a hundred."""
    alike = clustered_rate([(10, 10)] * 3 + [(0, 10)] * 7)
    mixed = clustered_rate([(3, 10)] * 10)
    ten = clustered_rate([(1, 1)] * 3 + [(0, 1)] * 7)
    widths = [(found.high or 0) - (found.low or 0) for found in (mixed, ten, alike)]
    assert alike.rate == mixed.rate == ten.rate
    assert widths[0] < widths[1] <= widths[2] + 0.05


@given(CLUSTERS)
def test_intervals_hold_their_share(clusters: list[tuple[int, int]]) -> None:
    """Within 0 and 1, whatever the clusters."""
    found = clustered_rate(clusters)
    if found.rate is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.rate <= found.high <= 1
