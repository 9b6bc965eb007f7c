"""Kinds among a fixed number of words: distinct-n and vocabulary growth that don't depend on a set's size.

The expected number of kinds among ``m`` n-grams drawn without replacement (Hurlbert 1971, Ecology 52) is exact and
needs no dice, so sets of different size can be compared at one ``m``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.grams import Grams

__all__ = ["distinct_figures", "draw_size", "expected_kinds", "growth_figures"]

Kept = NDArray[np.bool_]
LEAST = 100
STEPS = 6


def expected_kinds(counts: NDArray[np.int64], drawn: int) -> float:
    """Expected number of kinds among ``drawn`` things, of kinds that are there ``counts`` times.

    Raises:
        ValueError: more are drawn than there are.
    """
    from scipy.special import gammaln

    total = int(counts.sum())
    if drawn > total:
        raise ValueError(f"can't draw {drawn} of {total}")
    sizes, many = np.unique(counts[counts > 0], return_counts=True)
    left = total - sizes
    can = left >= drawn
    logs = gammaln(left[can] + 1.0) - gammaln(left[can] - drawn + 1.0)
    logs += gammaln(total - drawn + 1.0) - gammaln(total + 1.0)
    return float(many.sum() - (many[can] * np.exp(logs)).sum())


def draw_size(total: int) -> int | None:
    """What is drawn of so many: the largest power of ten that is at most half of it, from 100 on."""
    if total < 2 * LEAST:
        return None
    return int(10 ** np.floor(np.log10(total // 2)))


def distinct_figures(grams: Grams, kept: Kept, size: int | None) -> Mapping[str, float | None]:
    """``distinct_1`` to ``distinct_3``: distinct over all n-grams (Li 2016), expected among ``size`` drawn ones."""
    return {f"distinct_{n}": _distinct(grams, kept, n, size) for n in (1, 2, 3)}


def _distinct(grams: Grams, kept: Kept, n: int, size: int | None) -> float | None:
    counts = _totals(grams, kept, n)
    return expected_kinds(counts, size) / size if size and counts.sum() >= size else None


def _totals(grams: Grams, kept: Kept, n: int) -> NDArray[np.int64]:
    rows = grams.counted(n).keep(kept)
    return np.bincount(rows.grams, rows.counts).astype(np.int64) if len(rows.grams) else np.zeros(0, dtype=np.int64)


def growth_figures(grams: Grams, kept: Kept, size: int | None) -> Mapping[str, float | None]:
    """``types``: expected kinds of words among ``size``; ``heaps``: the exponent of V = K·N^β (Heaps 1978).

    β is the slope of log V over log N at six sizes from ``size`` / 32 to ``size``, so that it belongs to a fixed
    stretch of the curve, which bends.
    """
    counts = _totals(grams, kept, 1)
    if not size or counts.sum() < size:
        return {"types": None, "heaps": None}
    sizes = [max(size >> step, 1) for step in range(STEPS)]
    kinds = [expected_kinds(counts, drawn) for drawn in sizes]
    slope = np.polyfit(np.log(sizes), np.log(kinds), 1)[0]
    return {"types": kinds[0], "heaps": float(slope)}
