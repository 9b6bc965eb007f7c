"""How near the nearest note is: cosine distance of TF-IDF word vectors, held in memory as sparse columns.

Weights are (1 + ln tf) · (1 + ln((1 + N) / (1 + df))), vectors have length one; a word that the corpus doesn't have
counts in the report's length with df = 0. It sees shared vocabulary, not meaning or order: a distance alone proves
nothing about privacy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.corpus import Corpus
from casewright.measures.privacy.fingerprints import Prints
from casewright.measures.privacy.postings import Postings

__all__ = ["Vectors"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Vectors(Confidential):
    """Word weights of every note, by word."""

    words: Prints
    """Distinct words of the corpus, in order."""
    idf: Floats
    columns: Postings
    """For each word of each note the place of its weight and note."""
    notes: NDArray[np.int64]
    weights: Floats
    size: int

    @classmethod
    def build(cls, corpus: Corpus) -> Vectors:
        counted = [
            np.unique(corpus.tokens[a:b], return_counts=True) for a, b in zip(corpus.starts, corpus.ends, strict=True)
        ]
        prints = np.concatenate([words for words, _ in counted])
        notes = np.repeat(np.arange(len(counted)), [len(words) for words, _ in counted])
        words, which, df = np.unique(prints, return_inverse=True, return_counts=True)
        idf = _idf(df, len(corpus))
        weights = (1 + np.log(np.concatenate([counts for _, counts in counted]))) * idf[which]
        lengths = np.sqrt(np.bincount(notes, weights**2, minlength=len(corpus)))
        weights /= lengths[notes]
        return cls(words, idf, Postings.build(prints, np.arange(len(prints))), notes, weights, len(corpus))

    def distance(self, tokens: Prints) -> float | None:
        """Cosine distance to the nearest note, from 0 (the same words) to 1; ``None`` without words."""
        if not len(tokens):
            return None
        words, counts = np.unique(tokens, return_counts=True)
        weights = (1 + np.log(counts)) * self._idf_of(words)
        which, places = self.columns.find(words)
        products = weights[which] * self.weights[places]
        best = np.bincount(self.notes[places], products, minlength=1).max() / np.sqrt((weights**2).sum())
        return float(max(0.0, 1.0 - best))

    def _idf_of(self, words: Prints) -> Floats:
        at = np.minimum(np.searchsorted(self.words, words), len(self.words) - 1)
        return np.where(self.words[at] == words, self.idf[at], _idf(np.zeros(1), self.size))


def _idf(df: NDArray[np.int64] | Floats, size: int) -> Floats:
    return 1 + np.log((1 + size) / (1 + df))
