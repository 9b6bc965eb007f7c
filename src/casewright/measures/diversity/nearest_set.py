"""The sets that are most like another by Jaccard, exactly, without counting what can't decide.

N-grams are taken by how few sets hold them. As soon as so few are left that a set without a hit can't win any more
(prefix filtering: Chaudhuri et al. 2006; Bayardo et al. 2007), only sets with enough hits stay, and they are compared
one by one where that costs less than to go on (as Li, Lu and Lu 2008 divide long lists from short ones). What all sets
share, as boilerplate, is hardly ever counted in this way.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Holders", "nearest_set"]

Holders = list["int | array[int]"]
"""By n-gram: the one set that holds it, or all that do."""

Numbers = NDArray[np.int64]
CHUNK = 2_048
"""Entries that are counted before anything is decided by them; twice as many each time."""
LIKELIEST = 4
"""Sets that are compared early, for a good floor."""
SLACK = 1e-9


def nearest_set(
    numbers: Sequence[int], size: int, holders: Holders, sets: Sequence[Numbers], sizes: array[int]
) -> tuple[float, tuple[int, ...]]:
    """The largest Jaccard of a set to any of others, and the places of all that have it.

    Args:
        numbers: Its n-grams that others hold.
        size: How many it has in all.
        holders: By n-gram: who holds it.
        sets: The others' n-grams, each in order.
        sizes: How many each of them has.
    """
    if not numbers:
        return 0.0, ()
    return _Search(numbers, size, holders, sets, np.frombuffer(sizes, dtype=np.int64)).run()


class _Search:
    """One look-up: what is counted so far, and the best of what was compared."""

    def __init__(
        self, numbers: Sequence[int], size: int, holders: Holders, sets: Sequence[Numbers], sizes: Numbers
    ) -> None:
        self.size, self.sets, self.sizes = size, sets, sizes
        self.lists = sorted((holders[number] for number in numbers), key=_length)
        self.own = np.sort(np.array(numbers, dtype=np.int64))
        self.ends = np.cumsum([_length(held) for held in self.lists])
        self.counts = np.zeros(len(sets), dtype=np.int64)
        self.open = np.ones(len(sets), dtype=bool)
        self.done, self.chunk = 0, CHUNK
        self.best, self.winners = 0.0, list[int]()

    def run(self) -> tuple[float, tuple[int, ...]]:
        while True:
            self._count()
            left = len(self.lists) - self.done
            live = self._live(left)
            if not left:
                self._take(live, self.counts[live])
                break
            if left < self.best * self.size - SLACK and self.sizes[live].sum() <= max(self._rest(), CHUNK):
                self._take(live, self._compare(live))
                break
            likeliest = live[np.argsort(-self.counts[live], kind="stable")[:LIKELIEST]]
            self._take(likeliest, self._compare(likeliest))
        return self.best, tuple(sorted(self.winners))

    def _rest(self) -> int:
        return int(self.ends[-1] - self.ends[self.done - 1])

    def _count(self) -> None:
        """Counts the next n-grams, from the rarest on."""
        before = int(self.ends[self.done - 1]) if self.done else 0
        end = max(int(np.searchsorted(self.ends, before + self.chunk)), self.done + 1)
        lists = self.lists[self.done : end]
        single = np.array([held for held in lists if isinstance(held, int)], dtype=np.int64)
        many = [np.frombuffer(held, dtype=np.int64) for held in lists if not isinstance(held, int)]
        self.counts += np.bincount(np.concatenate([single, *many]), minlength=len(self.counts))
        self.done, self.chunk = end, self.chunk * 2

    def _live(self, left: int) -> Numbers:
        """Sets with a hit that may still be as like as the best, were all that is left shared too."""
        need = self.best / (1 + self.best) * (self.size + self.sizes) - SLACK
        return np.flatnonzero(self.open & (self.counts > 0) & (self.counts + left >= need))

    def _compare(self, places: Numbers) -> Numbers:
        """How many n-grams each of some sets shares."""
        if not len(places):
            return np.zeros(0, dtype=np.int64)
        together = np.concatenate([self.sets[place] for place in places])
        found = np.minimum(np.searchsorted(self.own, together), len(self.own) - 1)
        starts = np.concatenate(([0], np.cumsum(self.sizes[places])[:-1]))
        shared: Numbers = np.add.reduceat((self.own[found] == together).astype(np.int64), starts)
        return shared

    def _take(self, places: Numbers, shared: Numbers) -> None:
        """Keeps the best of some sets that were compared to the end."""
        self.open[places] = False
        if not len(places):
            return
        values = shared / (self.size + self.sizes[places] - shared)
        top = float(values.max())
        if top > self.best:
            self.best, self.winners = top, []
        if top == self.best:
            self.winners += places[values == top].tolist()


def _length(held: int | array[int]) -> int:
    return 1 if isinstance(held, int) else len(held)
