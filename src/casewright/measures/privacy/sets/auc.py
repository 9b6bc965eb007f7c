"""How often one of these scores more than one of those: the area under a ROC curve, and its interval.

The area is Mann and Whitney's statistic (ties count half). Its variance is DeLong's (1988, Biometrics 44), summed by
cluster where observations belong together (Obuchowski 1997, Biometrics 53); the interval is on the logit scale (Pepe
2003), so that it stays between 0 and 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure

__all__ = ["auc"]

Floats = NDArray[np.float64]


def auc(
    positives: NDArray[Any],
    negatives: NDArray[Any],
    positive_groups: NDArray[Any] | None = None,
    negative_groups: NDArray[Any] | None = None,
    note: str = "",
) -> Figure:
    """Chance that a positive scores more than a negative; 0.5 where scores don't tell them apart.

    ``n`` is how many there are of the fewer. Without 2 clusters on each side there is no figure.
    """
    n = min(len(positives), len(negatives))
    groups = [_numbered(positive_groups, len(positives)), _numbered(negative_groups, len(negatives))]
    clusters = min((int(one.max(initial=-1)) + 1 for one in groups), default=0)
    if clusters < 2:
        return Figure(None, n, note="takes two or more on each side")
    places = _places(positives, negatives), 1 - _places(negatives, positives)
    area = float(places[0].mean())
    variance = sum(_variance(one, group, area) for one, group in zip(places, groups, strict=True))
    low, high = _interval(area, variance, clusters)
    return Figure(area, n, low, high, note)


def _places(ones: NDArray[Any], others: NDArray[Any]) -> Floats:
    """For each of these the share of those that are less, ties counting half (DeLong's structural components)."""
    ordered = np.sort(others)
    below = np.searchsorted(ordered, ones, side="left") + np.searchsorted(ordered, ones, side="right")
    places: Floats = below / (2 * len(others))
    return places


def _numbered(groups: NDArray[Any] | None, n: int) -> NDArray[np.int64]:
    return np.arange(n) if groups is None else np.unique(groups, return_inverse=True)[1]


def _variance(places: Floats, groups: NDArray[np.int64], area: float) -> float:
    sums = np.bincount(groups, places - area)
    clusters = len(sums)
    return float(clusters / (clusters - 1) * (sums**2).sum() / len(places) ** 2)


def _interval(area: float, variance: float, clusters: int) -> tuple[float, float]:
    """Where nothing varies, what ``clusters`` wins (or losses) of as many leave open (Clopper and Pearson 1934)."""
    certain = 0.025 ** (1 / clusters)
    if area in (0.0, 1.0):
        return (certain, 1.0) if area else (0.0, 1 - certain)
    logit, half = np.log(area / (1 - area)), 1.959964 * np.sqrt(variance) / (area * (1 - area))
    low, high = 1 / (1 + np.exp(-(logit + np.array([-half, half]))))
    return float(low), float(high)
