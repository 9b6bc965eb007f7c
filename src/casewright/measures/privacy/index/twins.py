"""Near-duplicates in a corpus: one pass that finds likely pairs by MinHash, and an exact look at each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Fingerprinter, Hashes, Integers

__all__ = ["near_duplicates"]

BANDS, IN_BAND = 12, 3
"""At a Jaccard of 0.8 a pair shares a band with probability 1 - (1 - 0.8³)¹² = 0.9998."""
LEADERS = 4
FIVE = 5
_ODD = np.uint64(0x9E3779B97F4A7C15)


def near_duplicates(corpus: Corpus, hashes: Fingerprinter) -> Integers:
    """For each note the number of the first one, by row, that it is a near-duplicate of: its own where there is none.

    Near-duplicates have a 5-gram Jaccard above 0.8. Within a bucket a note is held against four that stand for the
    others, so time grows with the number of notes.
    """
    order = np.argsort(corpus.rows, kind="stable")
    bands = np.concatenate([_bands(_five(corpus, hashes, int(note)))[None, :] for note in order])
    group = np.arange(len(order))
    leaders: dict[int, list[int]] = {}
    shared = _shared(bands)
    for at, note in enumerate(order.tolist()):
        keys = [int(key) for key in bands[at][shared[at]]]
        seen = sorted({one for key in keys for one in leaders.get(key, ())})
        twin = _first_twin(corpus, hashes, note, [int(order[one]) for one in seen])
        if twin is not None:
            group[note] = twin
            continue
        for key in keys:
            held = leaders.setdefault(key, [])
            if len(held) < LEADERS:
                held.append(at)
    return group


def _shared(bands: Hashes) -> NDArray[np.bool_]:
    """Which band keys more than one note has."""
    _, which, counts = np.unique(bands, return_inverse=True, return_counts=True)
    return np.asarray(counts[which].reshape(bands.shape) > 1)


def _bands(five: Hashes) -> Hashes:
    if not len(five):
        return np.zeros(BANDS, dtype=np.uint64)
    odd = _ODD * np.arange(1, 2 * BANDS * IN_BAND, 2, dtype=np.uint64)
    mixed = five[:, None] * odd[None, :]
    least = (mixed ^ (mixed >> np.uint64(29))).min(axis=0).reshape(BANDS, IN_BAND)
    key = (least[:, 0] * _ODD + least[:, 1]) * _ODD + least[:, 2]
    return np.asarray(key ^ np.arange(BANDS, dtype=np.uint64))


def _five(corpus: Corpus, hashes: Fingerprinter, note: int) -> Hashes:
    return np.unique(hashes.grams(corpus.note(note), FIVE))


def _first_twin(corpus: Corpus, hashes: Fingerprinter, note: int, others: list[int]) -> int | None:
    if not others:
        return None
    ours = _five(corpus, hashes, note)
    return next((one for one in others if _jaccard(ours, _five(corpus, hashes, one)) > NEAR_DUPLICATE), None)


def _jaccard(ours: Hashes, theirs: Hashes) -> float:
    shared = len(np.intersect1d(ours, theirs, assume_unique=True))
    return shared / max(1, len(ours) + len(theirs) - shared)
