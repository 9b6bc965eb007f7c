"""N-grams of a set of texts as a trie in arrays: of each, the largest count in a text, whose it is, and the next.

A node is told by its parent and a token, so that no two n-grams share one: nothing is approximated by a hash. Nodes
are found by open addressing with linear probing, all of a text at once; a Python dictionary took four times the
memory, and its look-ups became slower as it grew.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["ABSENT", "GramTrie"]

ABSENT = -1
SPARSE = 4
"""Slots a node at least, so that a look-up seldom needs a second try."""
FIRST_ROWS = 1024
TEXT = 2**32 - 1

Rows = NDArray[np.int64]
Numbers = NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


class GramTrie:
    """Nodes are numbered from 1; 0 is the root. The key of a node is its parent's number times 2³² and its token.

    Nodes and texts are numbers below 2³¹, tokens below 2³².
    """

    def __init__(self) -> None:
        self._used = 1
        self._keys = np.zeros(FIRST_ROWS, np.uint64)
        self._first = np.zeros(FIRST_ROWS, np.uint32)
        self._second = np.zeros(FIRST_ROWS, np.uint32)
        self._owner = np.full(FIRST_ROWS, ABSENT, np.int32)
        self._slots = np.zeros(SPARSE * FIRST_ROWS, np.int32)

    def __len__(self) -> int:
        return self._used - 1

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return sum(one.nbytes for one in (self._keys, self._first, self._second, self._owner, self._slots))

    def find(self, keys: Numbers) -> Rows:
        """The nodes of some keys, ``ABSENT`` where there is none."""
        return self._find(keys)[0]

    def grow(self, keys: Numbers) -> Rows:
        """The nodes of some keys, made where there was none."""
        distinct, places = np.unique(keys, return_inverse=True)
        self._reserve(len(distinct))
        rows, slots = self._find(distinct)
        new = np.flatnonzero(rows == ABSENT)
        rows[new] = np.arange(self._used, self._used + len(new))
        self._keys[rows[new]] = distinct[new]
        self._used += len(new)
        self._place(rows[new], slots[new])
        return rows[places]

    def count(self, rows: Rows, texts: NDArray[np.int64]) -> None:
        """Counts n-grams, told by their nodes, in the texts they stand in; none of these was counted before."""
        if not len(rows):
            return
        rows, first, owner, second = _two_largest(*np.unique(rows << 32 | texts, return_counts=True))
        most, next_ = self._first[rows], self._second[rows]
        more = first > most
        self._second[rows] = np.maximum(np.minimum(first, most), np.maximum(second, next_))
        self._first[rows] = np.where(more, first, most)
        self._owner[rows[more]] = owner[more]

    def most(self, rows: Rows, texts: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The largest count of each n-gram in any text but the one given with it."""
        return np.where(self._owner[rows] == texts, self._second[rows], self._first[rows])

    def _find(self, keys: Numbers) -> tuple[Rows, Rows]:
        """Nodes, and for those that are absent the free slot where the search ended."""
        slots = self._hashed(keys)
        rows = self._slots[slots].astype(np.int64)
        open_ = np.flatnonzero((rows != 0) & (self._keys[rows] != keys))
        while len(open_):
            slots[open_] = (slots[open_] + 1) & (len(self._slots) - 1)
            rows[open_] = self._slots[slots[open_]]
            there = rows[open_]
            open_ = open_[(there != 0) & (self._keys[there] != keys[open_])]
        rows[rows == 0] = ABSENT
        return rows, slots

    def _place(self, rows: Rows, slots: Rows) -> None:
        while len(rows):
            free = self._slots[slots] == 0
            self._slots[slots[free]] = rows[free]
            lost = self._slots[slots] != rows
            rows, slots = rows[lost], (slots[lost] + 1) & (len(self._slots) - 1)

    def _hashed(self, keys: Numbers) -> Rows:
        shift = np.uint64(64 - (len(self._slots) - 1).bit_length())
        return (((keys ^ (keys >> _HALF)) * _MIX) >> shift).astype(np.int64)

    def _reserve(self, more: int) -> None:
        size = len(self._keys)
        if self._used + more <= size:
            return
        size = 1 << (self._used + more - 1).bit_length()
        for name in ("_keys", "_first", "_second", "_owner"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.full(size - len(old), old[0], old.dtype)]))
        self._slots = np.zeros(SPARSE * size, np.int32)
        rows = np.arange(1, self._used)
        self._place(rows, self._hashed(self._keys[rows]))


def _two_largest(pairs: Rows, counts: NDArray[np.int64]) -> tuple[Rows, Rows, Rows, Rows]:
    """Node, largest count, whose it is, and the next, from sorted pairs of node and text with their counts."""
    nodes = pairs >> 32
    begins = np.flatnonzero(np.diff(nodes, prepend=ABSENT))
    first = np.maximum.reduceat(counts, begins)
    run = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(pairs)))
    largest = np.flatnonzero(counts == first[run])
    largest = largest[np.diff(run[largest], prepend=ABSENT) > 0]
    others = counts.copy()
    others[largest] = 0
    return nodes[begins], first, pairs[largest] & TEXT, np.maximum.reduceat(others, begins)
