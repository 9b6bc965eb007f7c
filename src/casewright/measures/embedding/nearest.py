"""The nearest row of a corpus, and the nearest one of another owner: matrix products in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding.protocol import Rows

__all__ = ["Nearest", "nearest"]

Integers = NDArray[np.int64]

BLOCK = 4096
"""Rows of the corpus at a time: with 256 queries their products are 4 MB, which stays in a shared cache."""
BATCH = 256
"""Queries at a time."""
NOBODY = np.float32(-2.0)
"""Below every similarity."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """One entry a query. Distances are cosine distances, from 0 to 2.

    Attributes:
        first: To the nearest row; infinite where there is none.
        second: To the nearest row of any owner but the first one's; infinite where there is no other.
        index: The nearest row's number in the corpus, -1 for none.
    """

    first: NDArray[np.float32]
    second: NDArray[np.float32]
    index: Integers

    @property
    def ratio(self) -> NDArray[np.float32]:
        """``first`` over ``second``: near 0 where one owner is much nearer than all others, 1 at a tie of zeros."""
        told = np.isfinite(self.second)
        ratio = np.full(len(self.first), np.nan, dtype=np.float32)
        return np.divide(self.first, self.second, out=np.where(told, 1, ratio), where=told & (self.second > 0))


def nearest(queries: Rows, corpus: Rows, groups: Any = None, own: Any = None) -> Nearest:
    """Nearest and second nearest owner's row for each query, exactly (32-bit products).

    Args:
        queries: Unit rows, n x d.
        corpus: Unit rows, m x d.
        groups: Whose each row of the corpus is, m numbers; without it every row is its own owner's.
        own: For each query an owner who doesn't count, -1 for nobody; for rows of the corpus held against the rest.
    """
    owners = np.arange(len(corpus)) if groups is None else np.asarray(groups)
    order = None
    if groups is not None and np.any(owners[1:] < owners[:-1]):
        order = np.argsort(owners, kind="stable")
        corpus, owners = corpus[order], owners[order]
    skip = np.full(len(queries), -1) if own is None else np.asarray(own)
    best = _Best(len(queries))
    for at in range(0, len(queries), BATCH):
        batch = slice(at, at + BATCH)
        for start in range(0, len(corpus), BLOCK):
            rows = slice(start, start + BLOCK)
            best.take(batch, _products(queries[batch], corpus[rows]), owners[rows], skip[batch], start)
    return best.result(order)


def _products(queries: Rows, rows: Rows) -> Rows:
    """Similarities, a column a query. For a single query BLAS is half as fast as numpy's own loop."""
    return np.einsum("ij,j->i", rows, queries[0])[:, None] if len(queries) == 1 else rows @ queries.T


class _Best:
    """The likest row so far and the likest of any other owner."""

    def __init__(self, count: int) -> None:
        self.first = np.full(count, NOBODY, dtype=np.float32)
        self.second = self.first.copy()
        self.owner = np.full(count, -1)
        self.index = np.full(count, -1)

    def take(self, batch: slice, found: Rows, owners: Integers, own: Integers, start: int) -> None:
        """Merges a block's similarities, which are written over. Most blocks beat no query's second and cost a pass."""
        _strike(found, owners, own)
        beaten = np.flatnonzero(found.max(axis=0) > self.second[batch])
        if len(beaten):
            self._merge(beaten + batch.start, found[:, beaten], owners, start)

    def _merge(self, queries: Integers, found: Rows, owners: Integers, start: int) -> None:
        row = found.argmax(axis=0)
        first, owner = found[row, np.arange(len(row))], owners[row]
        _strike(found, owners, owner)
        same, better = owner == self.owner[queries], first > self.first[queries]
        loser = np.where(same, NOBODY, np.where(better, self.first[queries], first))
        self.second[queries] = np.maximum(np.maximum(self.second[queries], found.max(axis=0)), loser)
        self.first[queries] = np.where(better, first, self.first[queries])
        self.owner[queries] = np.where(better, owner, self.owner[queries])
        self.index[queries] = np.where(better, row + start, self.index[queries])

    def result(self, order: Integers | None) -> Nearest:
        index = np.where(self.first > NOBODY, self.index, -1)
        if order is not None:
            index = np.where(index >= 0, order[index], -1)
        return Nearest(_distance(self.first), _distance(self.second), index)


def _strike(found: Rows, owners: Integers, struck: Integers) -> None:
    """Takes one owner out of each column of a block whose owners stand in order."""
    low = np.searchsorted(owners, struck, side="left")
    high = np.searchsorted(owners, struck, side="right")
    single = np.flatnonzero(high - low == 1)
    found[low[single], single] = NOBODY
    for column in np.flatnonzero(high - low > 1):
        found[low[column] : high[column], column] = NOBODY


def _distance(likeness: Rows) -> NDArray[np.float32]:
    far = np.float32(np.inf)
    return np.where(likeness > NOBODY, np.maximum(np.float32(0), 1 - likeness), far).astype(np.float32)
