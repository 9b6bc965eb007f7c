"""Static vectors of words, made from the texts at hand."""

from __future__ import annotations

import numpy as np
import pytest

from casewright.measures.embedding import StaticWords, TokenEmbedder, embedder

TEXTS = [
    "Mood low mood low sleep poor sleep poor.",
    "Mood low sleep poor appetite low.",
    "Voices heard voices commanding voices heard.",
    "Voices commanding heard every day.",
] * 3


def test_words_of_the_same_windows_are_alike() -> None:
    """A row a word, unit length; a word nobody told has none."""
    words = StaticWords().fitted(TEXTS)
    (found,) = words.embed_tokens(["mood low voices unheard"])
    mood, low, voices, unheard = found.rows
    assert found.pieces == ("mood", "low", "voices", "unheard")
    assert np.linalg.norm(found.rows, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-5)
    assert mood @ low > mood @ voices + 0.5
    assert not unheard.any()


def test_nothing_to_learn_from() -> None:
    """No texts, no words, or one: rows all the same."""
    for texts in ([], [""], ["mood"]):
        (found,) = StaticWords().fitted(texts).embed_tokens(["mood"])
        assert len(found.rows) == 1
        assert not StaticWords().fitted(texts).embed_tokens([""])[0].pieces


def test_who_tells_tokens() -> None:
    """tfidf has vectors of texts alone."""
    assert isinstance(StaticWords(), TokenEmbedder)
    assert not isinstance(embedder("tfidf"), TokenEmbedder)
