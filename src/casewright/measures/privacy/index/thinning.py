"""Fewer postings that still find every copied run of six words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import SHINGLE

__all__ = ["GUARANTEED", "thin"]

GUARANTEED = 6
"""Words of a verbatim run that a thinned index can't miss."""
WINDOW = GUARANTEED - SHINGLE + 1


def thin(corpus: Corpus, marks: NDArray[np.uint8]) -> None:
    """Leaves the marks of as few rare shingles as will do, about one in three.

    Of every three shingles in a row that hold a rare one, one is kept, so that a run of six words that an exact
    index finds is found. Every shingle of a text is looked up, so the corpus's side alone may be thinned, and by
    place: at the same guarantee winnowing by smallest hash (Schleimer and others 2003) keeps one in two.
    """
    for first, last in corpus.blocks():
        begin = int(corpus.starts[first])
        end = int(corpus.starts[last - 1] + corpus.lengths[last - 1])
        marks[begin:end] = _sparse(np.asarray(marks[begin:end]), corpus.starts[first:last] - begin)


def _sparse(rare: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """From one kept shingle the next: the last rare one of the three behind it, or else the first one after."""
    size = len(rare)
    places = np.arange(-1, size)
    last = np.maximum.accumulate(np.where(rare, np.arange(size), -1))
    first = np.minimum.accumulate(np.where(np.append(rare, 1), np.arange(size + 1), size)[::-1])[::-1]
    reach = last[np.minimum(places + WINDOW, size - 1)]
    follow = np.where(reach > places, reach, first).tolist()
    kept = []
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), size], strict=True):
        at = follow[start]
        while at < end:
            kept.append(at)
            at = follow[at + 1]
    result = np.zeros(size, dtype=np.uint8)
    result[kept] = 1
    return result
