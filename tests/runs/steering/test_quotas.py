"""Places of a round by what is lacking: always as many as there are, and never of what has no share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.runs.steering.quotas import Strata, quotas, wanted

NAMES = ("a", "b", "c", "d")
SHARES = st.dictionaries(st.sampled_from(NAMES), st.floats(0.01, 5), min_size=1)
COUNTS = st.dictionaries(st.sampled_from((*NAMES, "elsewhere")), st.integers(0, 60))


@st.composite
def strata(draw: st.DrawFn) -> Strata:
    passed = draw(COUNTS)
    tried = {name: passed.get(name, 0) + draw(st.integers(0, 60)) for name in (*NAMES, "elsewhere")}
    return Strata(tried, passed)


@given(shares=SHARES, past=strata(), missing=st.integers(1, 80), data=st.data(), offset=st.floats(0, 0.999))
def test_quotas_sum_to_the_places(
    shares: dict[str, float], past: Strata, missing: int, data: st.DataObject, offset: float
) -> None:
    """Whatever history there is and however few samples are left."""
    places = data.draw(st.integers(1, missing))
    left, ordered = data.draw(st.integers(places, 1000)), data.draw(st.booleans())
    found = quotas(shares, past, missing, places, left=left, ordered=ordered, offset=offset)
    assert sum(found.values()) == places
    assert min(found.values()) >= 0
    assert set(found) <= set(shares)


@given(shares=SHARES, total=st.integers(1, 500), offset=st.floats(0, 0.999))
def test_wanted_numbers_are_shares_rounded_down_or_up(shares: dict[str, float], total: int, offset: float) -> None:
    """And they sum to the total."""
    found = wanted(shares, total, offset)
    assert sum(found.values()) == total
    whole = sum(shares.values())
    assert all(abs(number - total * shares[name] / whole) < 1 + 1e-6 for name, number in found.items())


def test_orders_of_one_report_have_rare_values_as_often_as_their_share_says() -> None:
    """Not always the commonest: over a hundred offsets each value comes up by its share."""
    shares = {"a": 0.5, "b": 0.3, "c": 0.2, "d": 0.0}
    found = [wanted(shares, 1, place / 100) for place in range(100)]
    assert {name: sum(one.get(name, 0) for one in found) for name in "abcd"} == {"a": 50, "b": 30, "c": 20, "d": 0}


def test_a_round_for_all_that_is_missing_asks_for_exactly_what_lacks() -> None:
    """Men are refused more often: only they are asked for once the women are there, and nothing is overshot."""
    past = Strata({"male": 30, "female": 30}, {"male": 12, "female": 30})
    found = quotas({"male": 1, "female": 1}, past, 18, 18, left=1000, ordered=False, offset=0.0)
    assert found == {"male": 18, "female": 0}


def test_earlier_rounds_ask_for_more_of_what_passes_less() -> None:
    """So that the distribution is right on the way, too, and not only in the end."""
    past = Strata({"male": 40, "female": 40}, {"male": 20, "female": 40})
    found = quotas({"male": 1, "female": 1}, past, 100, 12, left=1000, ordered=False, offset=0.0)
    assert found["male"] > 8


def test_what_samples_do_not_suffice_for_gives_way() -> None:
    """The order's number comes first; but what would come by itself is still asked for."""
    past = Strata({"male": 100, "female": 100}, {"male": 2, "female": 95})
    rich = quotas({"male": 1, "female": 1}, past, 100, 50, left=10_000, ordered=True, offset=0.0)
    poor = quotas({"male": 1, "female": 1}, past, 100, 50, left=110, ordered=True, offset=0.0)
    assert rich["male"] > 45
    assert 0 < poor["male"] < 10


def test_shares_that_nobody_ordered_are_not_sought_at_any_price() -> None:
    """A value that hardly ever passes is asked for about as often as it is drawn anyway."""
    hard = Strata({"male": 100, "female": 100}, {"male": 2, "female": 95})
    unsteered = quotas({"male": 1, "female": 1}, hard, 300, 20, left=10_000, ordered=False, offset=0.0)
    assert unsteered["male"] <= 10
    fair = Strata({"male": 100, "female": 100}, {"male": 40, "female": 95})
    assert quotas({"male": 1, "female": 1}, fair, 300, 20, left=10_000, ordered=False, offset=0.0)["male"] > 12


@pytest.mark.parametrize("places", [1, 7])
def test_without_a_history_shares_decide(places: int) -> None:
    """In proportion, by largest remainder."""
    found = quotas({"a": 0.6, "b": 0.4}, Strata({}, {}), 10, places, left=60, ordered=False, offset=0.5)
    assert found == ({"a": 1, "b": 0} if places == 1 else {"a": 4, "b": 3})
