"""How near a report is to the nearest note, and to the nearest note of another patient."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from casewright.measures.privacy.nearest import Vectors

Prints = NDArray[np.uint16]
TEXTS = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=20), min_size=2, max_size=12)


def build(texts: list[list[int]], patients: list[int] | None = None) -> Vectors:
    ends = np.cumsum([len(text) + 1 for text in texts]) - 1
    starts = ends - [len(text) for text in texts]
    tokens = np.array([word for text in texts for word in (*text, 0)], dtype=np.uint16)
    return Vectors.build(tokens, starts, ends, np.array(patients or range(len(texts))))


def prints(text: list[int]) -> Prints:
    return np.array(text, dtype=np.uint16)


def plainly(texts: list[list[int]], query: list[int]) -> NDArray[np.float64]:
    """Cosine distances by the formula, one note at a time."""
    df = {word: sum(word in text for text in texts) for text in (*texts, query) for word in text}

    def vector(text: list[int]) -> NDArray[np.float64]:
        weights = [
            (1 + np.log(text.count(word))) * (1 + np.log((1 + len(texts)) / (1 + df[word]))) if word in text else 0.0
            for word in sorted(df)
        ]
        result: NDArray[np.float64] = np.array(weights) / np.linalg.norm(weights)
        return result

    return np.array([1 - vector(query) @ vector(text) for text in texts])


@given(texts=TEXTS, query=st.lists(st.integers(1, 16), min_size=1, max_size=20))
def test_it_is_the_formula(texts: list[list[int]], query: list[int]) -> None:
    """Rows for common words and lists for rare ones change nothing about the answer."""
    expected = plainly(texts, query)
    near = build(texts).nearest(prints(query))
    assert near is not None
    assert near.distance == pytest.approx(max(0.0, expected.min()), abs=2e-6)
    assert near.second == pytest.approx(max(0.0, np.sort(expected)[1]), abs=2e-6)


def test_the_second_is_another_patients() -> None:
    """A patient's own second note doesn't make the ratio look harmless."""
    vectors = build([[1, 2, 3, 4], [1, 2, 3, 5], [6, 7, 8, 1]], [0, 0, 1])
    near = vectors.nearest(prints([1, 2, 3, 4]))
    assert near is not None
    assert near.note == 0
    assert near.distance == 0.0
    assert near.ratio == 0.0
    assert near.second is not None
    assert near.second > 0.5


def test_a_corpus_of_one_patient_has_no_ratio() -> None:
    """There is nobody else to be nearer to."""
    near = build([[1, 2], [3, 4]], [5, 5]).nearest(prints([1, 2]))
    assert near is not None
    assert (near.second, near.ratio) == (None, None)


def test_a_note_of_the_corpus_stands_as_a_new_text_would() -> None:
    """Held against the others, it gets the distance that it has to the corpus without it, but for common words' idf."""
    texts = [[1, 2, 3, 4, 20, 21], [1, 2, 3, 5, 6, 7], [6, 7, 8, 1, 9, 9]]
    own = build(texts).nearest(prints(texts[0]), own=0)
    alone = build(texts).nearest(prints([*texts[0][:4], 30, 31]))
    assert own is not None
    assert alone is not None
    assert own.note == 1
    assert own.distance > alone.distance * 0.9


def test_a_text_without_words_has_no_distance() -> None:
    """Nor has a patient's note in a corpus where nobody else is."""
    vectors = build([[1, 2], [3]], [0, 0])
    assert vectors.nearest(prints([])) is None
    assert vectors.distance(prints([])) is None
    assert vectors.nearest(prints([1]), own=0) is None


def test_notes_without_words_are_nobodys_nearest() -> None:
    """An empty row of a corpus doesn't break a query."""
    near = build([[], [1, 2]]).nearest(prints([1, 2]))
    assert near is not None
    assert (near.note, near.distance, near.second) == (1, 0.0, 1.0)


def test_vectors_stay_where_they_are() -> None:
    """They stand for reference text: not shown, not pickled."""
    vectors = build([[1, 2], [3]])
    assert repr(vectors) == "<Vectors>"
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(vectors)
