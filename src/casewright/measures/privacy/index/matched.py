"""What is usual among real notes of the length of the reports: a longer text has more to copy."""

from __future__ import annotations

import numpy as np

from casewright.measures.privacy.index.baseline import FIGURES, Baseline, figures_of, left_out, sampled, sorted_values
from casewright.measures.privacy.index.fingerprints import Tokens
from casewright.measures.privacy.index.likeness import Likeness
from casewright.measures.privacy.index.overlap import Searcher
from casewright.measures.privacy.nearest import Vectors

__all__ = ["LEAST_NOTES", "baseline_of_length"]

LEAST_NOTES = 50
"""Real notes that are long enough, below which nothing is told."""


def baseline_of_length(searcher: Searcher, vectors: Vectors, words: int) -> Baseline:
    """`measure_baseline` of notes cut to ``words`` tokens, at a place drawn by their number.

    Empty where too few are so long. Near-duplicates of another patient are left out of everything but the distances.
    """
    corpus = searcher.corpus
    long = np.flatnonzero(corpus.lengths >= max(1, words))
    if len(long) < LEAST_NOTES:
        return {}
    likeness = Likeness.build(corpus, searcher.hashes, sampled(corpus, long))
    rows = []
    for one, number in enumerate(likeness.sample.tolist()):
        text = _window(np.asarray(corpus.note(number)), words, number)
        near = vectors.nearest(text, own=int(corpus.patients[number]))
        likest = -1 if near is None else near.note
        overlap = figures_of(searcher, text, left_out(searcher, likeness, one), likest)
        rows.append([*overlap, None if near is None else near.distance, None if near is None else near.ratio])
    columns = np.array(rows, dtype=np.float64).reshape(-1, len(FIGURES)).T
    return {name: sorted_values(values) for name, values in zip(FIGURES, columns, strict=True)}


def _window(note: Tokens, words: int, number: int) -> Tokens:
    start = int(np.random.default_rng(number).integers(0, len(note) - words + 1))
    return note[start : start + words]
