"""How the figures on labelled, planted and natural copies are taken. `python -m benchmarks.plagiarism report` does."""

from __future__ import annotations

import random

import pytest
from benchmarks.plagiarism.auc import auc
from benchmarks.plagiarism.planted import Planted, located, plant_at
from benchmarks.plagiarism.twins import find_pairs


def test_auc_counts_ties_half() -> None:
    """Two above one and level with another of two."""
    assert auc([1, 2], [1, 2]).value == 0.5
    assert auc([3, 4], [1, 2]).value == 1
    assert auc([2], [1, 2]).value == 0.75


def test_auc_has_an_interval_at_one() -> None:
    """The lower end solves (1 - a)² = 1.96² of its own variance; small groups leave it low."""
    few, many = auc([3] * 7, [1] * 18), auc([3] * 700, [1] * 1800)
    assert few.high == many.high == 1
    assert 0.7 < few.low < 0.9 < many.low
    below = auc([1] * 7, [3] * 18)
    assert below.value == below.low == 0
    assert below.high == pytest.approx(1 - few.low)


def test_a_planted_span_stands_where_it_is_said_to() -> None:
    """In place of as many words of the host."""
    source, host = " ".join(f"s{i}" for i in range(60)), " ".join(f"h{i}" for i in range(60))
    for seed in range(20):
        planted = plant_at(source, host, 12, 0.25, random.Random(seed))
        span = planted.text[planted.start : planted.end].split()
        assert len(planted.text.split()) == 60
        assert (len(span), sum(word.startswith("s") for word in span)) == (12, 9)


def test_half_of_a_span_must_be_told() -> None:
    """What is told beside it doesn't count."""
    planted = Planted("0123456789", 2, 8)
    assert located(planted, [(0, 5)])
    assert not located(planted, [(0, 4), (8, 10)])


def test_pairs_by_shared_phrases() -> None:
    """Jaccard of the distinct 5-grams, each pair once, the closest first."""
    words = [f"w{i}" for i in range(24)]
    texts = [" ".join(words), " ".join(words[:-4]), "other words that share nothing with the rest of them at all"]
    (pair,) = find_pairs(texts)
    assert (pair.first, pair.second, pair.jaccard) == (0, 1, 16 / 20)
    assert find_pairs(texts, 0.8) == []
