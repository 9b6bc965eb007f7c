"""Shares and means with their intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure

__all__ = ["exact_interval", "mean", "share", "upper_bound"]


def share(hits: int, n: int, note: str = "") -> Figure:
    """``hits`` of ``n`` independent ones with Clopper and Pearson's exact 95 % interval (1934).

    Where nothing is found the upper end is the one-sided 95 % bound, about 3 / n.
    """
    if n == 0:
        return Figure(None, 0, note=note or "nothing to count")
    low, high = exact_interval(hits, n)
    return Figure(hits / n, n, low, high if hits else upper_bound(n), note)


def exact_interval(hits: float, n: float) -> tuple[float, float]:
    """Clopper and Pearson's 95 % interval; an effective size need not be whole."""
    from scipy.stats import beta

    low = 0.0 if hits <= 0 else float(beta.ppf(0.025, hits, n - hits + 1))
    high = 1.0 if hits >= n else float(beta.ppf(0.975, hits + 1, n - hits))
    return low, high


def upper_bound(n: int) -> float:
    """What a share of which 0 in ``n`` were found may be at most, at 95 %: 1 - 0.05 ** (1 / n)."""
    return float(1 - 0.05 ** (1 / n))


def mean(values: NDArray[Any], note: str = "") -> Figure:
    """The mean with Student's 95 % interval."""
    n = len(values)
    if n == 0:
        return Figure(None, 0, note=note or "nothing to measure")
    middle = float(np.mean(values))
    if n == 1:
        return Figure(middle, 1, note=note)
    from scipy.stats import t

    half = float(t.ppf(0.975, n - 1) * np.std(values, ddof=1) / np.sqrt(n))
    return Figure(middle, n, middle - half, middle + half, note)
