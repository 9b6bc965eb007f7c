"""Cosine distance of real notes to their corpus's other patients, read block by block.

As `Vectors` of `measures.privacy.nearest` has it, whose memory grows with the corpus; this one's does not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Integers
from casewright.measures.privacy.index.likeness import Likeness

__all__ = ["nearest_two"]

WORDS = 1 << 16
BLOCK = 300_000
Floats = NDArray[np.float64]


def nearest_two(corpus: Corpus, likeness: Likeness) -> tuple[Floats, Floats, Integers]:
    """Each sampled note's distance to the nearest note and to the nearest other patient's, and which is nearest.

    Its own patient's notes and its near-duplicates are left out. A word that only the note has
    counts as one that the corpus doesn't have. Where there is no other note, distances are NaN and the note is -1.
    """
    sample, twins = likeness.sample, likeness.twins
    df = _note_counts(corpus)
    queries = _queries(corpus, sample, df)
    best = np.full((2, len(sample)), -1.0)
    note, patient = np.full(len(sample), -1), np.full(len(sample), -1)
    for first, last in corpus.blocks(BLOCK):
        numbers = np.arange(first, last)
        cosine = np.asarray((_weights(corpus, first, last, df) @ queries).toarray(), dtype=np.float64)
        cosine[corpus.patients[numbers][:, None] == corpus.patients[sample][None, :]] = -1.0
        inside = twins[(twins[:, 1] >= first) & (twins[:, 1] < last)]
        cosine[inside[:, 1] - first, inside[:, 0]] = -1.0
        _take(cosine, numbers, corpus.patients[numbers], best, note, patient)
    distances = np.where(best < 0, np.nan, np.maximum(0.0, 1.0 - best))
    return distances[0], distances[1], note


def _take(
    likeness: Floats, numbers: Integers, patients: Integers, best: Floats, note: Integers, patient: Integers
) -> None:
    """Brings the two nearest patients up to date with a block."""
    columns = np.arange(likeness.shape[1])
    for _ in range(2):
        at = likeness.argmax(axis=0)
        value, whose = likeness[at, columns], patients[at]
        value = np.where(value < 0, -1.0, value)
        same = whose == patient
        nearer = value > best[0]
        best[1] = np.where(nearer & ~same, best[0], np.where(~nearer & ~same, np.maximum(best[1], value), best[1]))
        best[0] = np.where(nearer, value, best[0])
        note[nearer], patient[nearer] = numbers[at][nearer], whose[nearer]
        likeness[patients[:, None] == whose[None, :]] = -1.0


def _note_counts(corpus: Corpus) -> Integers:
    """In how many notes each word is."""
    df = np.zeros(WORDS, dtype=np.int64)
    for first, last in corpus.blocks(BLOCK):
        words, _, _ = _counted(corpus, first, last)
        df += np.bincount(words, minlength=WORDS)
    return df


def _counted(corpus: Corpus, first: int, last: int) -> tuple[Integers, Integers, Integers]:
    """(word, note from 0, how often) of a stretch of notes."""
    _, tokens = corpus.stretch(first, last)
    notes = np.repeat(np.arange(last - first), corpus.lengths[first:last] + 1)
    pairs, counts = np.unique(notes[tokens > 0] * WORDS + tokens[tokens > 0], return_counts=True)
    return pairs % WORDS, pairs // WORDS, np.minimum(counts, 255)


def _idf(df: Integers, size: int) -> Floats:
    return np.asarray(1 + np.log((1 + size) / (1 + df)))


def _weights(corpus: Corpus, first: int, last: int, df: Integers) -> Any:
    from scipy.sparse import csr_array

    words, notes, counts = _counted(corpus, first, last)
    values = (1 + np.log(counts)) * _idf(df, len(corpus))[words]
    lengths = np.sqrt(np.bincount(notes, values**2, minlength=last - first))
    return csr_array((values / lengths[notes], (notes, words)), shape=(last - first, WORDS))


def _queries(corpus: Corpus, sample: Integers, df: Integers) -> Any:
    from scipy.sparse import csc_array

    idf = _idf(np.where(df == 1, 0, df), len(corpus))
    columns: list[tuple[Integers, Floats]] = []
    for note in sample:
        words, counts = np.unique(corpus.note(int(note)), return_counts=True)
        values = (1 + np.log(counts)) * idf[words]
        columns.append((words.astype(np.int64), values / max(1e-9, float(np.sqrt((values**2).sum())))))
    bounds = np.cumsum([0, *(len(words) for words, _ in columns)])
    words, values = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    return csc_array((values, words, bounds), shape=(WORDS, len(sample)))
