"""What is usual among real notes of a report's length."""

from __future__ import annotations

import random

from casewright.measures.privacy import ReferenceIndex, ReferenceNote
from casewright.measures.privacy.index.baseline import FIGURES

KEY = b"a key for these tests"


def invented(seed: int, words: int = 120) -> str:
    """A note of invented words that shares a passage with one in five others."""
    dice = random.Random(seed)
    own = [f"w{int(4000 * dice.random() ** 2)}" for _ in range(words - 30)]
    return " ".join(own + [f"p{seed // 5 % 12}x{i}" for i in range(30)])


def index(notes: int) -> ReferenceIndex:
    rows = (ReferenceNote(row, invented(row), f"p{row}") for row in range(notes))
    return ReferenceIndex.build(rows, KEY, "invented", patients_named=True)


def test_short_stretches_of_real_notes_share_less() -> None:
    """Every figure is there, and a quarter of a note has fewer words in a row than the whole of it."""
    corpus = index(60)
    cut = corpus.baseline_of_length(30)
    assert set(cut) == set(FIGURES)
    assert all(list(values) == sorted(values) for values in cut.values())
    assert 0 < cut["longest_run"].mean() < corpus.baseline["longest_run"].mean()


def test_whole_notes_are_what_the_baseline_has() -> None:
    """At their own length the two agree, but for how near-duplicates count in the distances."""
    corpus = index(60)
    cut = corpus.baseline_of_length(120)
    for name in ("longest_run", "containment_8", "containment_13", "fuzzy_containment", "nearest_bleu"):
        assert list(cut[name]) == list(corpus.baseline[name])


def test_too_few_notes_of_that_length_tell_nothing() -> None:
    """Neither in a small corpus nor where reports are longer than notes."""
    assert index(20).baseline_of_length(30) == {}
    assert index(60).baseline_of_length(500) == {}
