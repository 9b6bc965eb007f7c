"""Words weighted by rarity, folded into a few dimensions by latent semantic analysis (Deerwester 1990).

Weights are (1 + ln tf) · (1 + ln((1 + N) / (1 + df))), as in the overlap index; N and df are those of the texts that
it is fitted on. Folding draws texts together: distances are smaller than those of the words themselves, so that a
line drawn for another embedder means nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from casewright.hashing import content_hash
from casewright.measures.embedding.protocol import Rows
from casewright.measures.embedding.stretches import unit_rows
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.words import token_keys

if TYPE_CHECKING:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

__all__ = ["TfidfEmbedder"]

DIMENSIONS = 256


class TfidfEmbedder(Confidential):
    """Fitted on the texts that it is given; once fitted it holds their words.

    Args:
        dimensions: Of the rows, at most; fewer where there are fewer texts or words.
    """

    __slots__ = ("_dimensions", "_folding", "_words")

    def __init__(self, dimensions: int = DIMENSIONS) -> None:
        self._dimensions = dimensions
        self._words: TfidfVectorizer | None = None
        self._folding: TruncatedSVD | None = None

    @property
    def name(self) -> str:
        return "tfidf"

    @property
    def fingerprint(self) -> str:
        """Of the method, not of the texts."""
        return content_hash({"tfidf": self._dimensions, "version": 1})

    def fitted(self, texts: Sequence[str]) -> Self:
        made = type(self)(self._dimensions)
        made._fit(texts)
        return made

    def embed(self, texts: Sequence[str]) -> Rows:
        """Rows of the texts; an embedder that isn't fitted is fitted on these very texts first."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        if self._words is None:
            return self.fitted(texts).embed(texts)
        weights = self._words.transform(texts)
        return unit_rows(weights.toarray() if self._folding is None else self._folding.transform(weights))

    def _fit(self, texts: Sequence[str]) -> None:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        words = {word for text in texts for word in token_keys(text)} or {""}
        self._words = TfidfVectorizer(
            analyzer=token_keys, vocabulary=sorted(words), sublinear_tf=True, dtype=np.float32
        )
        weights = self._words.fit_transform(texts)
        if len(words) > self._dimensions:
            count = min(self._dimensions, len(texts))
            self._folding = TruncatedSVD(count, random_state=0).fit(weights)
