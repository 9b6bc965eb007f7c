"""What a classifier sees of texts: weighted words and pairs of words, or vectors of an embedder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding import Rows
from casewright.measures.privacy.confidential import Confidential

__all__ = ["MOST_FEATURES", "Features", "Vectors", "Words"]

MOST_FEATURES = 20_000
Numbers = NDArray[np.int64]


class Features(Protocol):
    """The features of all texts, of which some are learnt from and others told."""

    def split(self, train: Numbers, test: Numbers) -> tuple[Any, Any]:
        """Rows of the texts at ``train`` and at ``test``; nothing is learnt from the second."""


class Words(Confidential):
    """Words and pairs of neighbouring words, by tf-idf: (1 + ln tf) · (1 + ln((1 + N) / (1 + df))), of length one.

    Texts are cut into words once. Which of these count (those in two training texts or more, at most `MOST_FEATURES`,
    the most widespread) and N and df are taken from the training texts alone, every time, as if the others had never
    been read.

    Args:
        texts: The tokens of each text.
    """

    __slots__ = ("_counts", "_names")

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        made = CountVectorizer(analyzer=_grams, dtype=np.float32)
        self._counts = made.fit_transform([*texts, ["a"]])[:-1]  # sklearn takes no empty vocabulary
        self._counts.data = 1 + np.log(self._counts.data)
        self._names: dict[str, int] = made.vocabulary_

    def split(self, train: Numbers, test: Numbers) -> tuple[Any, Any]:
        return self._weighted(train, test, self._counts)

    def only(self, words: Iterable[str]) -> Words:
        """The same texts as if they held no other words than these."""
        columns = sorted(self._names[word] for word in {*words} if word in self._names) or [0]
        made = object.__new__(Words)
        made._counts, made._names = self._counts[:, columns], {}
        return made

    @staticmethod
    def _weighted(train: Numbers, test: Numbers, counts: Any) -> tuple[Any, Any]:
        from scipy.sparse import diags
        from sklearn import config_context
        from sklearn.preprocessing import normalize

        learnt = counts[train]
        widespread = np.bincount(learnt.indices, minlength=learnt.shape[1])
        kept = _kept(widespread)
        weights = diags(np.log((1 + len(train)) / (1 + widespread[kept])) + 1, dtype=np.float32)
        with config_context(assume_finite=True, skip_parameter_validation=True):
            return normalize(learnt[:, kept] @ weights), normalize(counts[test][:, kept] @ weights)


class Vectors(Confidential):
    """Rows of an embedder whose weights were made elsewhere: nothing is learnt from these texts.

    Args:
        rows: One a text.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def split(self, train: Numbers, test: Numbers) -> tuple[Any, Any]:
        return self._rows[train], self._rows[test]


def _grams(keys: Sequence[str]) -> list[str]:
    return [*keys, *map(" ".join, pairwise(keys))]


def _kept(widespread: Numbers) -> Numbers:
    enough = 2 if (widespread > 1).any() else 1
    order = np.argsort(-widespread, kind="stable")[:MOST_FEATURES]
    return np.sort(order[widespread[order] >= enough]) if widespread.any() else order[:1]
