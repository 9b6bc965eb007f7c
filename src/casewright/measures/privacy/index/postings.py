"""Where the rare shingles of a corpus stand: 16 bits of a fingerprint and a place, in buckets by the bits above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.fingerprints import Hashes, Integers
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.index.sorting import Places

__all__ = ["Postings"]

TAG = np.uint64(16)
LEAST_BITS, MOST_BITS = 4, 40
A_BUCKET = 8
PLACES = 64
"""Places of one shingle that are kept; a passage charted forward a thousand times is found in its first notes."""
MOST_HITS = 300_000


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Postings(Confidential):
    """``bounds`` says where each bucket begins in ``tags`` and ``places``; its number is a fingerprint's top bits."""

    bounds: NDArray[np.uint32]
    tags: NDArray[np.uint16]
    places: Places

    @classmethod
    def build(cls, grams: Iterable[tuple[Hashes, Places]], expected: int, scratch: Scratch) -> Postings:
        """From fingerprints in order; about ``expected`` of them."""
        bits = min(MOST_BITS, max(LEAST_BITS, (expected // A_BUCKET).bit_length()))
        shift = np.uint64(64 - bits)
        sizes = np.zeros((1 << bits) + 1, dtype=np.uint32)
        tags, kept = scratch.grow(np.uint16), scratch.grow(np.uint32)
        for hashes, places in grams:
            chosen = _first_places(hashes)
            hashes = hashes[chosen]
            buckets, counts = np.unique(hashes >> shift, return_counts=True)
            sizes[buckets.astype(np.int64) + 1] += counts.astype(np.uint32)
            tags.append((hashes >> (shift - TAG)).astype(np.uint16))
            kept.append(places[chosen])
        return cls(np.cumsum(sizes, dtype=np.uint32), tags.read(), kept.read())

    def find(self, queries: Hashes) -> tuple[Integers, Integers]:
        """(index of the query, place) for every match of bucket and tag; some are chance and must be verified.

        Of a text that repeats itself so often that there would be more than 300,000, each query keeps its share.
        """
        shift = np.uint64(64 - (len(self.bounds) - 2).bit_length())
        bucket = (queries >> shift).astype(np.int64)
        low = self.bounds[bucket].astype(np.int64)
        counts = self.bounds[bucket + 1].astype(np.int64) - low
        which, at = _ranges(low, counts)
        same = self.tags[at] == (queries >> (shift - TAG)).astype(np.uint16)[which]
        which, at = which[same], at[same]
        if len(which) > MOST_HITS:
            chosen = _rank(which) < max(1, MOST_HITS // len(queries))
            which, at = which[chosen], at[chosen]
        return which, self.places[at].astype(np.int64)


def _ranges(low: Integers, counts: Integers) -> tuple[Integers, Integers]:
    which = np.repeat(np.arange(len(low)), counts)
    return which, np.arange(len(which)) + np.repeat(low - np.cumsum(counts) + counts, counts)


def _first_places(hashes: Hashes) -> NDArray[np.bool_]:
    return np.asarray(_rank(hashes) < PLACES)


def _rank(values: NDArray[np.integer]) -> Integers:
    """How many equal values stand before each, for values in order."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    new = np.concatenate(([True], values[1:] != values[:-1]))
    at = np.arange(len(values))
    return at - np.maximum.accumulate(np.where(new, at, 0))
