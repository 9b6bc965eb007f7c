"""Static vectors of words, made from the texts that are compared: latent semantic analysis over windows of words.

Words that stand in the same windows are alike, whatever stands beside them in the text at hand: these vectors know
nothing of a sentence's sense, and nothing that the texts don't tell. They stand in where no model's are at hand, and
whatever is made of them says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding.protocol import Rows
from casewright.measures.embedding.stretches import cut, unit_rows
from casewright.measures.embedding.tokens import Tokens
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.words import token_keys

__all__ = ["StaticWords"]

DIMENSIONS = 100
WINDOW = 15
"""Words of a window at most, about a clinical sentence."""


class StaticWords(Confidential):
    """A vector a word (Deerwester 1990): its row of the folded words-by-windows table, weighted by rarity.

    Args:
        dimensions: At most; fewer where there are fewer windows or words.
    """

    __slots__ = ("_dimensions", "_places", "_rows")

    def __init__(self, dimensions: int = DIMENSIONS) -> None:
        self._dimensions = dimensions
        self._places: dict[str, int] = {}
        self._rows: Rows = np.zeros((1, 1), dtype=np.float32)

    def fitted(self, texts: Sequence[str]) -> Self:
        """One that knows the words of these texts: of all that are compared, in one call."""
        made = type(self)(self._dimensions)
        windows = [window for text in texts for window in cut(token_keys(text), WINDOW)]
        words = sorted({word for window in windows for word in window})
        if words:
            made._places = {word: place for place, word in enumerate(words)}
            made._rows = np.pad(_folded(windows, words, self._dimensions), ((0, 1), (0, 0)))  # the last is for others
        return made

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The words of each text; one that no fitted text held has a zero row."""
        return [self._tokens(token_keys(text)) for text in texts]

    def _tokens(self, words: Sequence[str]) -> Tokens:
        places = [self._places.get(word, -1) for word in words]
        return Tokens(tuple(words), self._rows[np.array(places, dtype=np.int64)])


def _folded(windows: Sequence[Sequence[str]], words: Sequence[str], dimensions: int) -> NDArray[Any]:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = TfidfVectorizer(analyzer=list, vocabulary=words, sublinear_tf=True, norm=None, dtype=np.float32)
    table = weights.fit_transform(windows)
    count = min(dimensions, *table.shape)
    if count < 2:
        return np.ones((len(words), 1), dtype=np.float32)
    return unit_rows(TruncatedSVD(count, random_state=0).fit_transform(table.T))
