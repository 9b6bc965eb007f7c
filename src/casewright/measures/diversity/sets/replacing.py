"""Which reports of a group to replace, so that a figure is back at its line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.frames import template_sentences
from casewright.measures.diversity.sets.kinds import WORSE
from casewright.measures.diversity.sets.overlap import self_bleus
from casewright.measures.diversity.sets.reading import Reading

__all__ = ["list_replaced"]

Kept = NDArray[np.bool_]
Scores = NDArray[np.float64]
STEPS = 25


def list_replaced(rule: str, reading: Reading, line: float) -> list[int]:
    """Places of the reports whose removal brings a figure back to its line: few, found greedily.

    In each step the reports go that add most to the figure among those that stay; what was taken last is given back
    where that does no harm. One of each cluster stays, and only where that isn't enough do single reports go too, but
    never the last one.
    """
    kept = np.ones(len(reading), dtype=bool)
    taken: list[int] = []
    for clusters in (_clusters(rule, reading), np.zeros(len(reading), dtype=np.int64)):
        while _beyond(rule, reading, kept, line):
            batch = _batch(_score(rule, reading, kept), kept, clusters)
            if not batch:
                break
            kept[batch] = False
            taken += batch
    return sorted(_give_back(taken, kept, lambda rest: _beyond(rule, reading, rest, line)))


def _clusters(rule: str, reading: Reading) -> NDArray[np.int64]:
    return reading.twins if rule == "near_duplicates" else reading.kin


def _beyond(rule: str, reading: Reading, kept: Kept, line: float) -> bool:
    value = reading.figure(rule, kept)
    if value is None:
        return False
    return value > line if WORSE[rule] == "high" else value < line


def _batch(scores: Scores, kept: Kept, clusters: NDArray[np.int64]) -> list[int]:
    """The worst twenty-fifth of what is kept, leaving one of each cluster."""
    left = np.bincount(clusters[kept], minlength=int(clusters.max()) + 1)
    chosen: list[int] = []
    for place in sorted(np.flatnonzero(kept).tolist(), key=lambda place: (-scores[place], -place)):
        if left[clusters[place]] > 1:
            left[clusters[place]] -= 1
            chosen.append(place)
            if len(chosen) >= max(1, int(kept.sum()) // STEPS):
                break
    return chosen


def _score(rule: str, reading: Reading, kept: Kept) -> Scores:
    """By report: how much it adds to the figure."""
    found = np.zeros(len(kept))
    if rule == "self_bleu_4":
        found[kept] = self_bleus(reading.grams, kept)[:, -1]
    elif rule in ("near_duplicates", "retold"):
        clusters = _clusters(rule, reading)
        found = -np.bincount(clusters[kept], minlength=len(kept))[clusters].astype(np.float64)
    elif rule == "template_share":
        found = template_sentences(reading.frames, kept)
    else:
        found[reading.drawn] = reading.likeness() @ kept[reading.drawn]
    return found


def _give_back(taken: list[int], kept: Kept, beyond: Callable[[Kept], bool]) -> list[int]:
    """What was taken without what needn't have been, the last batch looked at."""
    needed = list(taken)
    for place in reversed(taken[-max(1, len(kept) // STEPS) :]):
        kept[place] = True
        if beyond(kept):
            kept[place] = False
        else:
            needed.remove(place)
    return needed
