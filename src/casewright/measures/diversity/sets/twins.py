"""Near-duplicates within a set: which reports say the same but for a few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.measures.diversity.sets.grams import Grams

__all__ = ["find_twins", "twin_figures"]

GRAM = 5
Numbers = NDArray[np.int64]


def twin_figures(twins: Numbers, kept: NDArray[np.bool_]) -> Mapping[str, float | None]:
    """``near_duplicates``: share of reports that have a near-duplicate in the set."""
    own = twins[kept]
    if len(own) < 2:
        return {"near_duplicates": None}
    return {"near_duplicates": float((np.bincount(own)[own] > 1).mean())}


def find_twins(grams: Grams, floor: float = NEAR_DUPLICATE) -> Numbers:
    """By report: the number of its cluster, which are the reports that near-duplicates link.

    Two reports are near-duplicates where the Jaccard of their 5-grams is above ``floor``. Exact: of two such, one of
    the |x| - ⌈floor·|x|⌉ + 1 rarest n-grams of either stands among those of the other (Chaudhuri 2006; Bayardo 2007),
    so only reports that share a rare one are compared. As in `NoveltyTable`, a report of fewer than five tokens is one
    n-gram of its own length, and one without any is like nothing.
    """
    reports = _rarest_first(grams)
    clusters = _Clusters(len(grams.lengths))
    for one, other in _candidates(reports, floor):
        if clusters.find(one) != clusters.find(other) and _jaccard(reports[one], reports[other]) > floor:
            clusters.join(one, other)
    return np.array([clusters.find(place) for place in range(len(reports))], dtype=np.int64)


def _rarest_first(grams: Grams) -> list[Numbers]:
    """By report: its n-grams, numbered so that the rarer has the smaller number, in order."""
    rows = grams.counted(GRAM)
    holders = np.bincount(rows.grams) if len(rows.grams) else np.zeros(0, dtype=np.int64)
    rank = np.empty(len(holders), dtype=np.int64)
    rank[np.argsort(holders, kind="stable")] = np.arange(len(holders))
    ranked = rank[rows.grams]
    order = np.lexsort((ranked, rows.owners))
    ends = np.cumsum(np.bincount(rows.owners, minlength=len(grams.lengths)))[:-1]
    found = list(np.split(ranked[order], ends)) if len(grams.lengths) else []
    short: dict[bytes, int] = {}
    for place in np.flatnonzero((grams.lengths > 0) & (grams.lengths < GRAM)):
        found[place] = np.array([-1 - short.setdefault(grams.tokens(int(place)).tobytes(), len(short))])
    return found


def _candidates(reports: list[Numbers], floor: float) -> Iterator[tuple[int, int]]:
    """Pairs that share a rare n-gram and whose sizes don't rule a near-duplicate out; equal reports come as a chain."""
    seen: dict[bytes, int] = {}
    holders: dict[int, list[int]] = {}
    for place, own in enumerate(reports):
        twin = seen.setdefault(own.tobytes(), place)
        if twin != place:
            if len(own):
                yield twin, place
            continue
        rare = own[: len(own) - int(np.ceil(floor * len(own))) + 1].tolist()
        others = {other for gram in rare for other in holders.get(gram, ())}
        for other in sorted(others):
            if min(len(own), len(reports[other])) > floor * max(len(own), len(reports[other])):
                yield other, place
        for gram in rare:
            holders.setdefault(gram, []).append(place)


def _jaccard(one: Numbers, other: Numbers) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)


class _Clusters:
    """Union and find, the smallest place being a cluster's name."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low
