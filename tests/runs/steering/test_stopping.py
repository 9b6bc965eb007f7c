"""An order is given up where its samples left can't fill it, and the user learns what was in the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.runs.steering.history import History
from casewright.runs.steering.seen import Seen
from casewright.runs.steering.stopping import Prospect, find_stops, upper_rate


def sample(*blocks: str, drafted: bool = True) -> Seen:
    return Seen(not blocks, drafted, None, {}, {}, (), frozenset(blocks), "")


def prospect(samples: list[Seen], *, short: int, left: int) -> Prospect:
    past = History()
    for one in samples:
        past.add(one)
    return Prospect(past, short, left)


def test_nothing_passed_and_the_samples_left_cannot_fill_it() -> None:
    """Rule, ids with counts, and the bound are named; a sample fewer, and it goes on."""
    failing = [sample("contradiction:mania"), *[sample("contradiction:mania", "fact:guilt")] * 12]
    stop = find_stops({"o": prospect(failing, short=20, left=97)})["o"]
    assert stop.rule == "nothing_passes"
    assert stop.blocked_by == ("contradiction:mania", "fact:guilt")
    assert "none of 13 samples passed: at most 20.6% may pass (upper 95% bound)" in stop.message
    assert "of 97 samples left that is 20.0 where 20 are missing" in stop.message
    assert "contradiction:mania (13 of 13), fact:guilt (12 of 13)" in stop.message
    assert find_stops({"o": prospect(failing[1:], short=20, left=98)}) == {}


@given(short=st.integers(1, 300), left=st.integers(1, 1600), n=st.integers(1, 400))
def test_an_order_that_its_samples_would_fill_is_seldom_given_up(short: int, left: int, n: int) -> None:
    """At the least rate that fills it on average, as many failures in a row have a probability below 5 %."""
    stops = find_stops({"o": prospect([sample("x")] * n, short=short, left=left)})
    least = short / left
    if stops:
        assert least > upper_rate(n)
        assert (1 - min(1.0, least)) ** n < 0.05


def test_one_that_passed_goes_on_however_rarely() -> None:
    """Few reports are more than none: only a long run of one and the same failure ends it."""
    rare = [sample(), *[sample("x"), sample("y")] * 40]
    assert find_stops({"o": prospect(rare, short=20, left=30)}) == {}
    same = [sample(), *[sample("x", "y"), sample("x", "z")] * 10]
    stop = find_stops({"o": prospect(same, short=20, left=90)})["o"]
    assert (stop.rule, stop.blocked_by) == ("one_thing_blocks", ("x",))
    assert "the last 20 samples all failed on the same" in stop.message
    assert "upper 99% bound" in stop.message


def test_a_writer_that_never_writes_is_told_from_a_gate_that_never_lets_pass() -> None:
    """Refusals and empty replies are named by their kind."""
    stop = find_stops({"o": prospect([sample("refusal:refusal", drafted=False)] * 15, short=5, left=20)})["o"]
    assert stop.rule == "nothing_is_written"
    assert "the writer gave no draft for any of 15 samples" in stop.message


@pytest.mark.parametrize(("drafted", "rule"), [(True, "model_never_passes"), (False, "model_never_writes")])
def test_many_small_orders_are_judged_together(*, drafted: bool, rule: str) -> None:
    """Each has too few samples to tell, all of them have enough; one that passed anywhere clears the model."""
    small = {str(n): prospect([sample("x", drafted=drafted)] * 2, short=1, left=13) for n in range(40)}
    stops = find_stops(small)
    assert {stop.rule for stop in stops.values()} == {rule}
    assert "of 80 samples" in stops["0"].message
    assert "over 40 orders" in stops["0"].message
    assert find_stops({**small, "good": prospect([sample()], short=0, left=9)}) == {}


def test_orders_that_are_full_or_out_of_samples_are_not_given_up() -> None:
    """They have ended for another reason."""
    lost = [sample("x")] * 50
    assert find_stops({"a": prospect(lost, short=0, left=5), "b": prospect(lost, short=3, left=0)}) == {}
