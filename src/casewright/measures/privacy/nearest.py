"""How near the nearest note is: cosine distance of TF-IDF word vectors, held in memory.

Weights are (1 + ln tf) · (1 + ln((1 + N) / (1 + df))), vectors have length one; a word that the corpus doesn't have
counts in the report's length with df = 0. It sees shared vocabulary, not meaning or order: a distance alone proves
nothing about privacy.

Words that a quarter of the notes have are kept as full rows, the others as lists of notes: the rows save most of the
work of a query, the lists most of the memory. Nothing is left out, so the answer is exact (in 32-bit floats).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential

__all__ = ["Near", "Vectors"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

COMMON = 0.25
"""Share of the notes from which on a word has a row of its own."""
DIGITS = 6
"""What 32-bit sums are good for; rounding makes a record the same on every machine."""
MOST = 255
"""A word counts no oftener than this in one text."""
_LOG = np.concatenate(([0.0], 1 + np.log(np.arange(1, MOST + 1)))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest note and the nearest one of another patient.

    Attributes:
        distance: Cosine distance to the nearest note, from 0 (the same words) to 1 (none in common).
        second: The same to the nearest note of any other patient; ``None`` where the corpus has one patient.
        note: Number of the nearest note.
    """

    distance: float
    second: float | None
    note: int

    @property
    def ratio(self) -> float | None:
        """``distance`` over ``second``: near 0 where one patient is much nearer than all others, 1 at a tie."""
        if self.second is None:
            return None
        return round(self.distance / self.second, DIGITS) if self.second else 1.0


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Vectors(Confidential):
    """How often each note has each word, by word."""

    words: NDArray[Any]
    """Distinct words of the corpus, in order."""
    df: Integers
    rows: Integers
    """A word's row in ``common``, -1 for one that has none."""
    common: Floats
    """1 + ln tf of every note, a row for each common word."""
    ends: Integers
    """Where a word's list ends in ``notes`` and ``counts``; it begins where the list before ends."""
    notes: NDArray[np.int32]
    counts: NDArray[np.uint8]
    lengths: Floats
    patients: Integers

    @classmethod
    def build(cls, tokens: NDArray[Any], starts: Integers, ends: Integers, patients: Integers) -> Vectors:
        """Counts the words of every note.

        Args:
            tokens: Unsigned integers of any width that stand for words (keyed fingerprints), note after note. Words
                that fall on one fingerprint count as one word.
            starts: Where each note begins in ``tokens``.
            ends: Where it ends.
            patients: Whose each note is, as any numbers.
        """
        size = len(starts)
        words, which, counts, notes = _count(tokens, starts, ends)
        df = np.bincount(which, minlength=len(words))
        weights = _LOG[counts] * _idf(df, size)[which]
        lengths = np.sqrt(np.bincount(notes, weights.astype(np.float64) ** 2, minlength=size))
        common = np.flatnonzero(df >= max(2.0, COMMON * size))
        rows = np.full(len(words), -1)
        rows[common] = np.arange(len(common))
        table = np.zeros((len(common), size), dtype=np.float32)
        dense = rows[which] >= 0
        table[rows[which[dense]], notes[dense]] = _LOG[counts[dense]]
        lists = np.cumsum(np.where(rows < 0, df, 0))
        kept = ~dense
        return cls(
            words, df, rows, table, lists, notes[kept].astype(np.int32), counts[kept],
            np.maximum(lengths, 1e-9).astype(np.float32), np.asarray(patients),
        )  # fmt: skip

    def nearest(self, tokens: NDArray[Any], own: int | None = None) -> Near | None:
        """The nearest note and the nearest other patient's; ``None`` for a text without words.

        Args:
            tokens: The text's words, as in `build`.
            own: A patient to leave out. For a note of the corpus, held against the others: words that nobody else
                has count as words that the corpus doesn't have, so that a real note stands as a new text would.
        """
        if not len(tokens):
            return None
        likeness = self._likeness(tokens, held_out=own is not None)
        if own is not None:
            likeness[self.patients == own] = -1.0
        note = int(likeness.argmax())
        best = likeness[note]
        if best < 0:
            return None
        likeness[self.patients == self.patients[note]] = -1.0
        second = likeness.max()
        return Near(_distance(best), None if second < 0 else _distance(second), note)

    def distance(self, tokens: NDArray[Any]) -> float | None:
        """Cosine distance to the nearest note, from 0 (the same words) to 1; ``None`` without words."""
        near = self.nearest(tokens)
        return None if near is None else near.distance

    def _likeness(self, tokens: NDArray[Any], *, held_out: bool) -> Floats:
        """Cosine similarity to every note."""
        words, counts = np.unique(tokens, return_counts=True)
        at = np.minimum(np.searchsorted(self.words, words), len(self.words) - 1)
        known = self.words[at] == words
        df = np.where(known, self.df[at], 0)
        if held_out:
            df[df == 1] = 0
        weights = _LOG[np.minimum(counts, MOST)] * _idf(df, len(self.lengths))
        length = np.sqrt((weights**2).sum())
        factors = (weights * _idf(self.df[at], len(self.lengths)) / length)[known].astype(np.float32)
        return self._products(at[known], factors) / self.lengths

    def _products(self, words: Integers, factors: Floats) -> Floats:
        """Each word's factor times its 1 + ln tf, summed for every note."""
        from scipy.linalg.blas import saxpy

        rows = self.rows[words]
        sums = self._listed(words[rows < 0], factors[rows < 0])
        for row, factor in zip(rows[rows >= 0], factors[rows >= 0], strict=True):
            sums = saxpy(self.common[row], sums, a=factor)
        return sums

    def _listed(self, words: Integers, factors: Floats) -> Floats:
        from scipy.sparse import csc_array

        ends = self.ends[words]
        starts = np.where(words > 0, self.ends[words - 1], 0)
        pieces = [slice(a, b) for a, b in zip(starts, ends, strict=True)]
        if not pieces:
            return np.zeros(len(self.lengths), dtype=np.float32)
        notes = np.concatenate([self.notes[piece] for piece in pieces])
        values = _LOG[np.concatenate([self.counts[piece] for piece in pieces])]
        bounds = np.concatenate(([0], np.cumsum(ends - starts))).astype(np.int32)
        sums: Floats = csc_array((values, notes, bounds), shape=(len(self.lengths), len(words))) @ factors
        return sums


def _count(
    tokens: NDArray[Any], starts: Integers, ends: Integers
) -> tuple[NDArray[Any], Integers, NDArray[np.uint8], Integers]:
    """The distinct words, and for every word of every note: which word, how often, which note."""
    counted = [np.unique(tokens[a:b], return_counts=True) for a, b in zip(starts, ends, strict=True)]
    notes = np.repeat(np.arange(len(counted)), [len(words) for words, _ in counted])
    counts = np.minimum(np.concatenate([counts for _, counts in counted]), MOST).astype(np.uint8)
    words, which = np.unique(np.concatenate([words for words, _ in counted]), return_inverse=True)
    order = np.argsort(which, kind="stable")
    return words, which[order], counts[order], notes[order]


def _idf(df: Integers, size: int) -> NDArray[np.float64]:
    return 1 + np.log((1 + size) / (1 + df))


def _distance(likeness: np.float32) -> float:
    return round(max(0.0, 1.0 - float(likeness)), DIGITS)
