"""What a classifier sees, and what it must not see."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from casewright.studies.usefulness.features import Words

TEXTS = st.lists(st.lists(st.sampled_from(["ab", "cd", "ef", "gh"]), min_size=1, max_size=12), min_size=4, max_size=12)


@settings(max_examples=30)
@given(TEXTS)
def test_rows_are_those_of_a_vectoriser_that_never_saw_the_test(texts: list[list[str]]) -> None:
    """Counting all texts once gives, digit for digit, what scikit-learn gives that is fitted on training alone."""
    half = len(texts) // 2
    train, test = np.arange(half), np.arange(half, len(texts))
    ours = Words(texts).split(train, test)
    said = [" ".join(keys) for keys in texts]
    grams = [gram for one in texts[:half] for gram in {*one, *map(" ".join, pairwise(one))}]
    enough = 2 if any(grams.count(gram) > 1 for gram in grams) else 1
    theirs = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=enough, token_pattern=r"\S+")
    wanted = theirs.fit_transform(said[:half]), theirs.transform(said[half:])
    for own, other in zip(ours, wanted, strict=True):
        np.testing.assert_allclose(own.toarray(), other.toarray(), atol=1e-6)


def test_test_texts_change_nothing_of_what_is_learnt() -> None:
    """Neither their words nor how often they stand there."""
    train = [["low", "mood"], ["low", "sleep"], ["worry", "low"]]
    one = Words([*train, ["mood", "mood"]]).split(np.arange(3), np.array([3]))[0]
    other = Words([*train, ["quite", "different", "words"]]).split(np.arange(3), np.array([3]))[0]
    assert (one != other).nnz == 0


def test_only_some_words_can_be_left() -> None:
    """For the control that sees the words of titles alone; texts without one are empty rows."""
    words = Words([["low", "mood"], ["low", "worry"], ["low", "worry"]])
    train, test = words.only(["worry", "absent"]).split(np.arange(3), np.array([0]))
    assert train.shape == (3, 1)
    assert train.toarray().ravel().tolist() == [0, 1, 1]
    assert test.nnz == 0
    assert words.only(["absent"]).split(np.arange(2), np.array([2]))[0].shape[0] == 2


def test_a_text_of_nothing_is_an_empty_row() -> None:
    """Even where all are."""
    train, test = Words([[], [], []]).split(np.arange(2), np.array([2]))
    assert (train.nnz, test.nnz) == (0, 0)
