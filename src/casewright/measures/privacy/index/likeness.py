"""5-gram Jaccard of some notes to every note of their corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Fingerprinter, Hashes, Integers, whole

__all__ = ["Likeness"]

FIVE = 5
BLOCK = 200_000


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Likeness(Confidential):
    """Jaccard of a sample of notes; near-duplicates are above 0.8.

    ``sample`` are the notes that are left when near-duplicates are removed, ``twins`` a pair (number in the sample,
    note) for every near-duplicate, ``nearest`` the largest Jaccard to another patient's note that is none.
    """

    sample: Integers
    twins: NDArray[np.int64]
    nearest: NDArray[np.float64]

    @classmethod
    def build(cls, corpus: Corpus, hashes: Fingerprinter, sample: Integers) -> Likeness:
        """Reads the corpus once, whatever the size of the sample."""
        sample = _without_twins(corpus, hashes, sample)
        words, table, sizes = _table(corpus, hashes, sample)
        nearest, twins = np.zeros(len(sample)), []
        for first, last in corpus.blocks(BLOCK):
            numbers = np.arange(first, last)
            jaccard = _jaccard(corpus, hashes, numbers, words, table, sizes)
            alike = jaccard > NEAR_DUPLICATE
            found = np.argwhere(alike & (numbers[:, None] != sample[None, :]))
            twins.append(np.stack((found[:, 1], numbers[found[:, 0]]), axis=1))
            jaccard[alike | (corpus.patients[numbers][:, None] == corpus.patients[sample][None, :])] = 0.0
            np.maximum(nearest, jaccard.max(axis=0), out=nearest)
        return _first(corpus, cls(sample, np.concatenate(twins), nearest))

    def twins_of(self, number: int) -> Integers:
        """The near-duplicates of one note of the sample."""
        return np.asarray(self.twins[self.twins[:, 0] == number, 1])


def _without_twins(corpus: Corpus, hashes: Fingerprinter, sample: Integers) -> Integers:
    """The sample without those that are near-duplicates of one before them in it.

    A passage charted forward in a thousand notes would else be a million pairs.
    """
    _, table, sizes = _table(corpus, hashes, sample)
    shared = (table.T @ table).toarray()
    jaccard = shared / np.maximum(1, sizes[:, None] + sizes[None, :] - shared)
    return np.asarray(sample[~np.tril(jaccard > NEAR_DUPLICATE, -1).any(axis=1)])


def _first(corpus: Corpus, found: Likeness) -> Likeness:
    """Without those that a note of a lower row is a near-duplicate of."""
    rank = np.argsort(np.argsort(corpus.rows, kind="stable"), kind="stable")
    one, other = found.twins[:, 0], found.twins[:, 1]
    kept = np.ones(len(found.sample), dtype=bool)
    kept[one[rank[other] < rank[found.sample[one]]]] = False
    pairs = np.stack((np.cumsum(kept)[one] - 1, other), axis=1)[kept[one]]
    return Likeness(found.sample[kept], pairs, found.nearest[kept])


def _distinct(corpus: Corpus, hashes: Fingerprinter, first: int, last: int) -> tuple[Hashes, Integers]:
    """(5-gram, note from 0) of a stretch of notes, each once."""
    begin, tokens = corpus.stretch(first, last)
    inside = whole(tokens, FIVE)
    grams, places = hashes.grams(tokens, FIVE)[inside], begin + np.flatnonzero(inside)
    notes = corpus.note_at(places) - first
    order = np.lexsort((notes, grams))
    grams, notes = grams[order], notes[order]
    new = np.concatenate(([True], (grams[1:] != grams[:-1]) | (notes[1:] != notes[:-1])))[: len(grams)]
    return grams[new], notes[new]


def _table(corpus: Corpus, hashes: Fingerprinter, sample: Integers) -> tuple[Hashes, Any, Integers]:
    """The sample's distinct 5-grams in order, which note has which, and how many each has."""
    from scipy.sparse import csr_array

    pieces = [np.unique(hashes.grams(corpus.note(int(note)), FIVE)) for note in sample]
    sizes = np.array([len(piece) for piece in pieces], dtype=np.int64)
    grams = np.concatenate([*pieces, np.zeros(0, dtype=np.uint64)])
    words, which = np.unique(grams, return_inverse=True)
    ones = np.ones(len(grams), dtype=np.float32)
    owners = np.repeat(np.arange(len(sample)), sizes)
    return words, csr_array((ones, (which, owners)), shape=(max(1, len(words)), len(sample))), sizes


def _jaccard(
    corpus: Corpus, hashes: Fingerprinter, numbers: Integers, words: Hashes, table: Any, sizes: Integers
) -> NDArray[np.float32]:
    from scipy.sparse import csr_array

    grams, notes = _distinct(corpus, hashes, int(numbers[0]), int(numbers[-1]) + 1)
    size = np.bincount(notes, minlength=len(numbers))
    at = np.minimum(np.searchsorted(words, grams), max(0, len(words) - 1))
    known = words[at] == grams if len(words) else np.zeros(len(grams), dtype=bool)
    ones = np.ones(int(known.sum()), dtype=np.float32)
    block = csr_array((ones, (notes[known], at[known])), shape=(len(numbers), table.shape[0]))
    shared: NDArray[np.float32] = (block @ table).toarray()
    return np.asarray(shared / np.maximum(1, size[:, None] + sizes[None, :] - shared), dtype=np.float32)
