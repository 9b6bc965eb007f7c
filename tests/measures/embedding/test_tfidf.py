"""Words weighted by rarity, folded."""

from __future__ import annotations

import pickle
import random

import numpy as np
import pytest

from casewright.measures.embedding import embedder
from casewright.measures.embedding.tfidf import TfidfEmbedder

TEXTS = ["low mood and early waking", "low mood, early waking, no appetite", "a fall from a ladder at work", ""]


def invent(seed: int) -> str:
    dice = random.Random(seed)
    return " ".join(f"w{int(500 * dice.random() ** 2)}" for _ in range(60))


def test_texts_that_share_words_lie_nearer() -> None:
    """Rows have length one, and a text without words has a row of zeros."""
    rows = embedder().embed(TEXTS)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-6)
    likeness = rows @ rows.T
    assert likeness[0, 1] > 0.6 > likeness[0, 2]


def test_what_is_fitted_once_can_be_asked_again() -> None:
    """The same text gets the same row in another call."""
    texts = [invent(seed) for seed in range(40)]
    ready = TfidfEmbedder(dimensions=16).fitted(texts)
    rows = ready.embed(texts)
    assert rows.shape == (40, 16)
    assert ready.embed(texts[7:8])[0] == pytest.approx(rows[7], abs=1e-5)


def test_fewer_texts_than_dimensions_lose_nothing() -> None:
    """Then the rows' products are those of the words' weights."""
    texts = [invent(seed) for seed in range(20)]
    few, all_of_it = TfidfEmbedder(dimensions=50).embed(texts), TfidfEmbedder(dimensions=10_000).embed(texts)
    assert few @ few.T == pytest.approx(all_of_it @ all_of_it.T, abs=1e-4)


def test_nothing_and_no_words_have_an_answer() -> None:
    """No row, and rows of zeros."""
    assert embedder().embed([]).shape[0] == 0
    assert not embedder().embed(["", "..."]).any()


def test_a_fitted_one_stays_where_it_is() -> None:
    """It holds words of the texts: not shown, not pickled."""
    ready = embedder().fitted(TEXTS)
    assert repr(ready) == "<TfidfEmbedder>"
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(ready)
