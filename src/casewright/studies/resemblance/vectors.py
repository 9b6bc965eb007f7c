"""Vectors of texts, of their sentences and of their tokens, each made once and kept in this process"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.facts.sentences import cut
from casewright.measures.embedding import Embedder, Rows, StaticWords, TokenEmbedder, Tokens
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.resemblance import Sentences
from casewright.measures.words import list_tokens, token_keys
from casewright.studies.material import Tell

__all__ = ["Vectors"]

Words = tuple[list[str], list[str]]

BATCH = 50
"""Texts between two words of progress."""


class Vectors(Confidential):
    """One language's vectors, fitted on all texts that are compared in it.

    Args:
        embedder: Of texts and sentences, and of tokens where it tells them; else words get static vectors.
        texts: All that will be compared as sets, whole.
        paired: Those of them that will be compared one by one.
        tell: Hears what is done, how much, and of how much.
    """

    __slots__ = ("_embedder", "_of_tokens", "_rows", "_sentences", "_tell", "_tokens", "_words", "contextual")

    def __init__(self, embedder: Embedder, texts: Sequence[str], paired: Sequence[str], tell: Tell) -> None:
        tell("fitting vectors", 0, 0)
        self._embedder = embedder.fitted(texts)
        self.contextual = isinstance(self._embedder, TokenEmbedder)
        self._of_tokens: TokenEmbedder
        self._of_tokens = self._embedder if isinstance(self._embedder, TokenEmbedder) else StaticWords().fitted(paired)
        self._words: dict[str, Words] = {}
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

    def words(self, text: str) -> Words:
        """The tokens of a text as keys, and as they stand in lower case, accents kept for stemmers."""
        if text not in self._words:
            found = list_tokens(text)
            self._words[text] = [one.key for one in found], [text[one.start : one.end].lower() for one in found]
        return self._words[text]

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text as the embedder cuts them."""
        if text not in self._tokens:
            self._tokens[text] = self._of_tokens.embed_tokens([text])[0]
        return self._tokens[text]

    def sentences(self, texts: Sequence[str], what: str) -> list[Sentences]:
        """The sentences of texts that hold a word."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._sentences))
        for at in range(0, len(missing), BATCH):
            self._tell(f"sentences of {what}", at, len(missing))
            self._read_sentences(missing[at : at + BATCH])
        return [self._sentences[text] for text in texts]

    def _read_sentences(self, texts: Sequence[str]) -> None:
        split = [list(_split(text)) for text in texts]
        rows = self._embedder.embed([one for own in split for one, _ in own])
        bounds = np.cumsum([len(own) for own in split])[:-1]
        for text, own, part in zip(texts, split, np.split(rows, bounds), strict=True):
            self._sentences[text] = part, np.array([size for _, size in own], dtype=np.int64)

    def forget(self, texts: Iterable[str]) -> None:
        """Lets go of tokens, which take most room."""
        for text in texts:
            self._tokens.pop(text, None)


def _split(text: str) -> Iterable[tuple[str, int]]:
    for start, end in cut(text, 0, len(text)):
        size = len(token_keys(text[start:end]))
        if size:
            yield text[start:end], size
