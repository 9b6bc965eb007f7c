"""Vectors of texts, of their sentences and of their tokens, each made once and kept in this process"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.facts.sentences import cut
from casewright.measures.embedding import Embedder, Rows, StaticWords, TokenEmbedder, Tokens
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.resemblance import Sentences
from casewright.measures.words import token_keys

__all__ = ["Vectors"]

BATCH = 50
"""Texts between two words of progress."""


class Vectors(Confidential):
    """One language's vectors, fitted on all texts that are compared in it.

    Args:
        embedder: Of texts and sentences, and of tokens where it tells them; else words get static vectors.
        texts: All that will be compared, whole.
        tell: Hears what is done, how much, and of how much.
    """

    __slots__ = ("_embedder", "_rows", "_sentences", "_tell", "_tokens", "_words", "contextual")

    def __init__(self, embedder: Embedder, texts: Sequence[str], tell: Callable[[str, int, int], None]) -> None:
        self._embedder = embedder.fitted(texts)
        self.contextual = isinstance(self._embedder, TokenEmbedder)
        self._words: TokenEmbedder
        self._words = self._embedder if isinstance(self._embedder, TokenEmbedder) else StaticWords().fitted(texts)
        self._rows: dict[str, NDArray[np.float32]] = {}
        self._sentences: dict[str, Sentences] = {}
        self._tokens: dict[str, Tokens] = {}
        self._tell = tell

    @property
    def name(self) -> str:
        """Of the embedder."""
        return self._embedder.name

    def rows(self, texts: Sequence[str], what: str) -> Rows:
        """A row a text."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._rows))
        for at in range(0, len(missing), BATCH):
            self._tell(f"vectors of {what}", at, len(missing))
            batch = missing[at : at + BATCH]
            self._rows.update(zip(batch, self._embedder.embed(batch), strict=True))
        return np.stack([self._rows[text] for text in texts])

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        if text not in self._tokens:
            self._tokens[text] = self._words.embed_tokens([text])[0]
        return self._tokens[text]

    def sentences(self, text: str) -> Sentences:
        """The sentences of a text that hold a word."""
        if text not in self._sentences:
            found = list(_split(text))
            rows = self._embedder.embed([one for one, _ in found])
            self._sentences[text] = rows, np.array([size for _, size in found], dtype=np.int64)
        return self._sentences[text]

    def forget(self, texts: Iterable[str]) -> None:
        """Lets go of tokens, which take most room."""
        for text in texts:
            self._tokens.pop(text, None)


def _split(text: str) -> Iterable[tuple[str, int]]:
    for start, end in cut(text, 0, len(text)):
        size = len(token_keys(text[start:end]))
        if size:
            yield text[start:end], size
