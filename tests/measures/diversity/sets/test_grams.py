"""Numbers for n-grams: equal ones are equal, and counts are those of a plain count."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.sets.grams import Grams

REPORTS = st.lists(st.lists(st.sampled_from("abcd"), max_size=14), max_size=6)


@given(REPORTS, st.sampled_from([1, 2, 3, 4, 5, 8]))
def test_counts_are_those_of_counting_one_by_one(reports: list[list[str]], n: int) -> None:
    """By n-gram: the counts of all reports that have it, the largest first; no n-gram runs over a report's end."""
    rows = Grams(reports).counted(n)
    found: dict[int, list[tuple[int, int]]] = {}
    for gram, owner, count in zip(rows.grams.tolist(), rows.owners.tolist(), rows.counts.tolist(), strict=True):
        found.setdefault(gram, []).append((owner, count))
    expected: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for place, report in enumerate(reports):
        for words, count in Counter(tuple(report[i : i + n]) for i in range(len(report) - n + 1)).items():
            expected.setdefault(words, []).append((place, count))
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, expected.values()))
    assert all([c for _, c in held] == sorted((c for _, c in held), reverse=True) for held in found.values())


@given(REPORTS)
def test_the_tokens_of_a_report_can_be_had_again(reports: list[list[str]]) -> None:
    """As numbers, the same for the same word."""
    grams = Grams(reports)
    words: dict[str, int] = {}
    for place, one in enumerate(reports):
        words |= dict(zip(one, grams.tokens(place), strict=True))
    assert [[words[word] for word in one] for one in reports] == [grams.tokens(i).tolist() for i in range(len(reports))]


def test_it_shows_and_gives_away_nothing() -> None:
    """Real notes are counted by it too."""
    import pickle

    grams = Grams([["secret", "words"]])
    assert "secret" not in repr(grams)
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(grams)
