"""What the n-grams of each text of a set are clipped against: their largest count in any other text.

For each n-gram the largest count is kept, whose it is, and the next, so that "in any other text" is one look-up. All
texts are counted at once by sorting; an n-gram that two texts don't share matches nothing, and nor does any longer one
that holds it, which leaves little to sort beyond pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Counted", "clipped_matches", "count_pairs"]

Ints = NDArray[np.int64]

LOW = np.int64(2**32 - 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """N-grams counted by text.

    Attributes:
        grams: Number of each n-gram, ascending, [n-grams].
        first: Its largest count in a text.
        owner: A text with that count.
        second: Its largest count in any other text; 0 where no other has it.
        run: Place of the n-gram of each pair of n-gram and text, [pairs].
        texts: The text of each pair.
        counts: How often the n-gram stands in the text.
    """

    grams: Ints
    first: Ints
    owner: Ints
    second: Ints
    run: Ints
    texts: Ints
    counts: Ints


def clipped_matches(texts: Sequence[NDArray[np.uint32]], max_n: int) -> Ints:
    """Matches of each text's n-grams, clipped against all the others, [texts, orders]."""
    sizes = [len(text) for text in texts]
    found = np.zeros((len(texts), max_n), np.int64)
    tokens = np.concatenate([*texts, np.zeros(1, np.uint32)]).astype(np.int64)
    owner = np.repeat(np.arange(len(texts)), sizes)
    left = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(owner))
    places, grams = np.arange(len(owner)), tokens[:-1]
    for n in range(max_n):
        if not len(places):
            break
        counted = count_pairs(grams, owner[places])
        others = np.where(
            counted.owner[counted.run] == counted.texts, counted.second[counted.run], counted.first[counted.run]
        )
        found[:, n] = np.bincount(counted.texts, np.minimum(counted.counts, others), len(texts))
        shared = np.zeros(grams.max() + 1, bool)
        shared[counted.grams] = counted.second > 0
        alive = np.zeros(len(tokens), bool)
        alive[places] = shared[grams]
        kept = np.flatnonzero(alive[places] & alive[places + 1] & (left[places] > n + 1))
        places = places[kept]
        grams = np.unique(grams[kept] << 32 | tokens[places + n + 1], return_inverse=True)[1]
    return found


def count_pairs(grams: Ints, texts: Ints) -> Counted:
    """Counts n-grams, given by numbers below 2³¹, with the text that each stands in; at least one."""
    pairs, counts = np.unique(grams << 32 | texts, return_counts=True)
    numbers, texts = pairs >> 32, pairs & LOW
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))
    run = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(pairs)))
    first = np.maximum.reduceat(counts, begins)
    largest = np.flatnonzero(counts == first[run])
    largest = largest[np.diff(run[largest], prepend=-1) > 0]
    others = counts.copy()
    others[largest] = 0
    return Counted(numbers[begins], first, texts[largest], np.maximum.reduceat(others, begins), run, texts, counts)
