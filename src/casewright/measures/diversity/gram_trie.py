"""N-grams of a set of texts as a trie in arrays, and of each the largest count in one of the texts.

A node is told by its parent and a token, so that no two n-grams share one: nothing is approximated by a hash. Nodes
are found by open addressing with linear probing, all of a text at once; a Python dictionary took several times the
memory, and its look-ups became slower as it grew.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["ABSENT", "GramTrie"]

ABSENT = -1
SPARSE = 2
"""Slots a node at least, so that a look-up seldom needs a second try."""
FIRST_ROWS = 1024

Rows = NDArray[np.int64]
Keys = NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


class GramTrie:
    """Nodes are numbered from 1; 0 is the root. The key of a node is its parent's number times 2³² and its token.

    Nodes are numbers below 2³¹, tokens below 2³².
    """

    def __init__(self) -> None:
        self._used = 1
        self._keys = np.zeros(FIRST_ROWS, np.uint64)
        self._most = np.zeros(FIRST_ROWS, np.uint32)
        self._slots = np.zeros(SPARSE * FIRST_ROWS, np.int32)

    def __len__(self) -> int:
        return self._used - 1

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return sum(one.nbytes for one in (self._keys, self._most, self._slots))

    def find(self, keys: Keys) -> Rows:
        """The nodes of some keys, ``ABSENT`` where there is none."""
        return self._find(keys)[0]

    def grow(self, keys: Keys) -> Rows:
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
        pairs, counts = np.unique(rows << 32 | texts, return_counts=True)
        np.maximum.at(self._most, pairs >> 32, counts.astype(np.uint32))

    def most(self, rows: Rows) -> NDArray[np.uint32]:
        """The largest count of each n-gram in one text."""
        return self._most[rows]

    def _find(self, keys: Keys) -> tuple[Rows, Rows]:
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

    def _hashed(self, keys: Keys) -> Rows:
        shift = np.uint64(64 - (len(self._slots) - 1).bit_length())
        return (((keys ^ (keys >> _HALF)) * _MIX) >> shift).astype(np.int64)

    def _reserve(self, more: int) -> None:
        size = len(self._keys)
        if self._used + more <= size:
            return
        size = 1 << (self._used + more - 1).bit_length()
        for name in ("_keys", "_most"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.zeros(size - len(old), old.dtype)]))
        self._slots = np.zeros(SPARSE * size, np.int32)
        rows = np.arange(1, self._used)
        self._place(rows, self._hashed(self._keys[rows]))
