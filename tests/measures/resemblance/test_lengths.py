"""Equal lengths: at each rank every set is cut to the shortest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.resemblance import cut_to, shared_lengths

sets = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 900), min_size=n, max_size=n), min_size=1, max_size=4)
)


@given(sets)
def test_sets_of_one_size_come_out_alike(lengths: list[list[int]]) -> None:
    """The same lengths in every set, no text longer than it was, none shorter than need be."""
    found = shared_lengths(lengths)
    wanted = np.min([np.sort(one) for one in lengths], axis=0)
    for kept, own in zip(found, lengths, strict=True):
        assert (kept <= own).all()
        assert sorted(kept.tolist()) == wanted.tolist()


def test_sets_of_other_sizes_share_their_quantiles() -> None:
    """Two texts against four: the short set keeps all, the long one is cut to what lies between."""
    two, four = shared_lengths([[100, 200], [400, 300, 500, 600]])
    assert two.tolist() == [100, 200]
    assert four.tolist() == [125, 100, 175, 200]


def test_a_cut_ends_with_a_token() -> None:
    """Nothing is left of a text that keeps nothing."""
    assert cut_to("Low mood, poor sleep.", 3) == "Low mood, poor"
    assert cut_to("Low mood.", 5) == "Low mood."
    assert cut_to("Low mood.", 0) == ""
