"""METEOR: worked by hand, and word for word as nltk has it without a word net."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.snowball import SpanishStemmer
from nltk.translate.meteor_score import single_meteor_score

from casewright.measures.resemblance import meteor, stemmer

ENGLISH = ("walk", "walks", "walked", "walking", "talk", "talks", "mood", "moods", "the", "a", "sleep", "sleeps")
SPANISH = ("tristeza", "triste", "tristes", "duerme", "duermen", "dormir", "voz", "voces", "la", "no")
words = st.lists(st.sampled_from(ENGLISH), max_size=14)
spanish = st.lists(st.sampled_from(SPANISH), max_size=14)


class NoWords:
    """A word net that knows nothing."""

    def synsets(self, word: str) -> list[Any]:
        return []


def test_by_hand() -> None:
    """Two of three words match in one chunk: F mean 2/3 · 2/3 / (0.9 · 2/3 + 0.1 · 2/3), penalty 0.5 · (1/2)³."""
    assert meteor(["low", "mood", "today"], ["low", "mood", "yesterday"]) == pytest.approx(2 / 3 * (1 - 0.5 / 8))
    assert meteor(["sleeps"], ["sleep"]) == 0
    assert meteor(["sleeps"], ["sleep"], stemmer("en")) == pytest.approx(0.5)
    assert meteor([], ["sleep"]) == 0


@given(words, words)
def test_as_nltk(one: list[str], other: list[str]) -> None:
    """Porter's stems, English."""
    theirs = single_meteor_score(other, one, wordnet=NoWords())
    assert meteor(one, other, stemmer("en")) == pytest.approx(theirs, abs=1e-12)


@given(spanish, spanish)
def test_as_nltk_in_spanish(one: list[str], other: list[str]) -> None:
    """Snowball's stems."""
    theirs = single_meteor_score(other, one, stemmer=SpanishStemmer(), wordnet=NoWords())
    found = meteor(one, other, stemmer("es"))
    assert found == pytest.approx(theirs, abs=1e-12)
    assert 0 <= found <= 1
