"""Numbers over patients."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.style.numbers import round_rate, round_share, round_size, spread

values = st.lists(st.floats(0, 10_000), min_size=1, max_size=120)


@given(values, st.integers(5, 30))
def test_a_quantile_rests_on_k_patients_on_either_side(found: list[float], k: int) -> None:
    """None of fewer than k; the median from 2k - 1 on, quartiles from about 4k."""
    told = spread(found, k, 10_000)
    assert (told is None) == (len(found) < k)
    if told is not None:
        assert (told.median is not None) == (len(found) >= 2 * k - 1)
        for value in (told.low, told.high):
            assert value is None or len(found) >= 4 * k - 3


@given(values)
def test_no_patient_counts_for_more_than_the_most(found: list[float]) -> None:
    """The mean of clipped values lies within the limit, give or take its rounding."""
    told = spread([*found, *[1.0] * 5], 5, 100)
    assert told is not None
    assert told.mean <= 100


def test_rounding() -> None:
    """Sizes to two digits, rates to one, shares to twentieths."""
    assert (round_size(643), round_size(17.6), round_rate(3.4), round_share(0.873)) == (640, 18, 3, 0.85)
