"""Jensen-Shannon divergence beside chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from casewright.studies.populations.divergence import from_others, from_target, from_whole, jensen_shannon

COUNTS = st.lists(st.integers(0, 50), min_size=2, max_size=6)


def pairs() -> st.SearchStrategy[tuple[list[int], list[int]]]:
    """Two rows of counts over the same categories, neither empty."""
    two = COUNTS.flatmap(
        lambda own: st.tuples(st.just(own), st.lists(st.integers(0, 50), min_size=len(own), max_size=len(own)))
    )
    return two.filter(lambda pair: sum(pair[0]) > 0 and sum(pair[1]) > 0)


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_divergence_is_the_square_of_scipys_distance(pair: tuple[list[int], list[int]]) -> None:
    """The same digits as scipy's, which has no square and can fall out of its range by rounding."""
    with np.errstate(invalid="ignore"):
        theirs = float(np.nan_to_num(jensenshannon(*pair, base=2))) ** 2
    assert float(jensen_shannon(*pair)) == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(pairs(), st.integers(2, 9))
def test_divergence_is_symmetric_bounded_and_blind_to_size(pair: tuple[list[int], list[int]], times: int) -> None:
    """Between 0 and 1 bit, the same both ways, and of shares alone."""
    own, other = pair
    value = float(jensen_shannon(own, other))
    assert 0 <= value <= 1
    assert value == pytest.approx(float(jensen_shannon(other, own)), abs=1e-12)
    assert value == pytest.approx(float(jensen_shannon([times * count for count in own], other)), abs=1e-9)
    assert float(jensen_shannon(own, own)) == pytest.approx(0, abs=1e-12)


def test_nothing_in_common_is_one_bit_apart() -> None:
    """The largest it can be."""
    assert float(jensen_shannon([3, 0], [0, 8])) == 1.0


def test_a_sample_of_the_target_lies_within_chance_and_another_does_not() -> None:
    """Beside chance a small divergence of few reports is none."""
    target = {"female": 0.6, "male": 0.4}
    drawn = from_target({"female": 11, "male": 9}, target)
    one_sided = from_target({"female": 20}, target)
    assert drawn.figure.value is not None
    assert drawn.chance.value is not None
    assert drawn.figure.value < drawn.chance.value
    assert (drawn.p or 0) > 0.05
    assert one_sided.figure.value is not None
    assert one_sided.figure.value > (one_sided.chance.value or 1)
    assert one_sided.p is not None
    assert one_sided.p < 0.01
    assert drawn.figure.n == 20
    assert (drawn.figure.low or 0) <= drawn.figure.value <= (drawn.figure.high or 0)


def test_chance_alone_rarely_goes_beyond_its_line() -> None:
    """Of samples of the target itself about one in twenty does."""
    dice, shares = np.random.default_rng(1), [0.5, 0.3, 0.2]
    beyond = 0
    for _ in range(200):
        counts = dict(zip("abc", dice.multinomial(30, shares).tolist(), strict=True))
        found = from_target(counts, dict(zip("abc", shares, strict=True)))
        beyond += (found.p or 1) < 0.05
    assert beyond <= 20


def test_all_of_the_whole_is_no_apart_and_a_picked_part_is() -> None:
    """What is delivered of the cases asked for: everything, or women only."""
    whole = {"female": 30, "male": 30}
    everything, women = from_whole(whole, whole), from_whole({"female": 30}, whole)
    assert everything.figure.value == 0
    assert everything.figure.high == 0
    assert everything.p == 1
    assert women.p is not None
    assert women.p < 0.01


def test_two_sets_are_dealt_out_anew() -> None:
    """Real notes are a sample too, so chance is a permutation of both."""
    alike, apart = from_others({"a": 9, "b": 11}, {"a": 20, "b": 20}), from_others({"a": 20}, {"b": 40})
    assert alike.p is not None
    assert alike.p > 0.2
    assert apart.figure.value == 1.0
    assert apart.p is not None
    assert apart.p < 0.01


@pytest.mark.parametrize("found", [from_target({}, {"a": 1.0}), from_target({"a": 1}, {}), from_others({"a": 1}, {})])
def test_nothing_to_compare_is_said(found: object) -> None:
    """No figure without something on both sides."""
    figure = found.figure  # type: ignore[attr-defined]
    assert figure.value is None
    assert figure.note.startswith("not estimable: ")
