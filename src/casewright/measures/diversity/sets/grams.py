"""A set's n-grams as numbers: equal n-grams have equal numbers, so that whole sets are counted at numpy's speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential

__all__ = ["Counted", "Grams"]

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each report has each n-gram: one row a (gram, report) pair, by gram, the largest count first.

    Attributes:
        grams: Number of the n-gram, from 0 without gaps.
        owners: Place of the report in the set.
        counts: How often the n-gram stands in that report.
    """

    grams: Numbers
    owners: Numbers
    counts: Numbers

    def keep(self, kept: NDArray[np.bool_]) -> Counted:
        """Only the rows of some reports; the order stays."""
        rows = kept[self.owners]
        return Counted(self.grams[rows], self.owners[rows], self.counts[rows])

    def firsts(self) -> NDArray[np.bool_]:
        """Whether a row is the first of its n-gram."""
        first = np.ones(len(self.grams), dtype=bool)
        first[1:] = self.grams[1:] != self.grams[:-1]
        return first


class Grams(Confidential):
    """The tokens of a set's reports. Reference text is read by it too, so it shows nothing."""

    __slots__ = ("_counted", "_ids", "_owners", "lengths")

    def __init__(self, reports: Sequence[Sequence[str]]) -> None:
        vocabulary: dict[str, int] = {}
        ids = [vocabulary.setdefault(key, len(vocabulary)) for report in reports for key in report]
        self.lengths: Numbers = np.array([len(report) for report in reports], dtype=np.int64)
        self._owners: Numbers = np.repeat(np.arange(len(reports)), self.lengths)
        self._ids: dict[int, Numbers] = {1: np.array(ids, dtype=np.int64)}
        self._counted: dict[int, Counted] = {}

    def counted(self, n: int) -> Counted:
        """The n-grams of every report with their counts."""
        if n not in self._counted:
            self._counted[n] = self._count(n)
        return self._counted[n]

    def tokens(self, place: int) -> Numbers:
        """The tokens of a report, as numbers."""
        start = int(self.lengths[:place].sum())
        return self._ids[1][start : start + int(self.lengths[place])]

    def _count(self, n: int) -> Counted:
        ids = self._numbers(n)
        whole = self._whole(n)
        owners, size = self._owners[: len(ids)][whole], max(len(self.lengths), 1)
        pairs, counts = np.unique(ids[whole] * size + owners, return_counts=True)
        order = np.lexsort((-counts, pairs // size))
        _, grams = np.unique(pairs[order] // size, return_inverse=True)
        return Counted(grams.astype(np.int64), pairs[order] % size, counts[order].astype(np.int64))

    def _whole(self, n: int) -> NDArray[np.bool_]:
        """Where an n-gram lies within one report."""
        last = len(self._owners) - n + 1
        whole: NDArray[np.bool_] = self._owners[: max(last, 0)] == self._owners[n - 1 :]
        return whole

    def _numbers(self, n: int) -> Numbers:
        """The number of the n-gram that begins at each token: a pair of shorter ones, numbered anew."""
        if n not in self._ids:
            head = n // 2
            one, two = self._numbers(n - head), self._numbers(head)
            last = max(len(self._owners) - n + 1, 0)
            pairs = one[:last] * (int(two.max(initial=0)) + 1) + two[n - head :][:last]
            self._ids[n] = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
        return self._ids[n]
