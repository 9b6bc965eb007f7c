"""Novelty: exact 5-gram Jaccard against what was accepted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.diversity import NoveltyTable

WORDS = st.lists(st.sampled_from("abcd"), max_size=30).map(" ".join)


def brute(text: str, others: list[str]) -> float:
    def grams(value: str) -> set[tuple[str, ...]]:
        words = value.split()
        return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))} if words else set()

    own = grams(text)
    return 1 - max((len(own & grams(o)) / (len(own | grams(o)) or 1) for o in others), default=0.0)


@settings(deadline=None)
@given(WORDS, st.lists(WORDS, max_size=6))
def test_is_exact(text: str, others: list[str]) -> None:
    """The inverted index gives what comparing with every text gives."""
    table = NoveltyTable()
    for i, other in enumerate(others):
        table.add(str(i), other)
    assert table.novelty(text) == pytest.approx(brute(text, others))


def test_near_duplicate_is_named() -> None:
    """A text above a Jaccard of 0.8 names the one it repeats; another does not."""
    table = NoveltyTable()
    text = " ".join(f"w{i}" for i in range(100))
    table.add("first", text)
    assert table.near_duplicate(text + " more") == "first"
    assert table.near_duplicate(" ".join(f"w{i}" for i in range(50, 150))) is None
    assert table.novelty("") == 1.0


def test_same_id_twice_is_refused() -> None:
    """Adding a report twice would hide a fault of the caller's."""
    table = NoveltyTable()
    table.add("a", "text")
    with pytest.raises(ValueError, match="'a'"):
        table.add("a", "other")
