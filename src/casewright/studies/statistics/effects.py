"""How large a difference is, apart from how sure one can be of it: effect sizes with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atanh, sqrt, tanh

from casewright.measures.figure import Figure
from casewright.studies.statistics.paired_shares import paired_share_ends
from casewright.studies.statistics.zero import lower_bound

__all__ = ["cliffs_delta", "cohens_h", "hedges_g", "paired_delta", "rank_biserial"]

Z = 1.959963984540054


def cohens_h(hits_a: int, n_a: int, hits_b: int, n_b: int) -> Figure:
    """Of two shares: 2 asin √p - 2 asin √q (Cohen 1988, ch. 6); 0.2 small, 0.5 medium, 0.8 large.

    The interval takes the variance 1/n of each transformed share and is for separate sets.
    """
    if not n_a or not n_b:
        return Figure(None, n_a + n_b, note="not estimable: one side has nothing to count")
    h = 2 * asin(sqrt(hits_a / n_a)) - 2 * asin(sqrt(hits_b / n_b))
    half = Z * sqrt(1 / n_a + 1 / n_b)
    return Figure(h, n_a + n_b, h - half, h + half, "Cohen's h, normal interval")


def cliffs_delta(a: Sequence[float], b: Sequence[float]) -> Figure:
    """How much more often a value of the first is above one of the second than below it: -1 to 1 (Cliff 1993).

    0.147 small, 0.33 medium, 0.474 large (Romano 2006). The interval is Cliff's asymmetric one with the unbiased
    variance (Feng and Cliff 2004, J Mod Appl Stat Methods 3). Ranks make it n log n.
    """
    n, m = len(a), len(b)
    if not n or not m:
        return Figure(None, n + m, note="not estimable: one side has no values")

    above, below = _dominances(a, b), [-one for one in _dominances(b, a)]
    delta = sum(above) / n
    if n < 2 or m < 2:
        return Figure(delta, n + m, note="Cliff's delta; no interval: one side has a single value")
    if abs(delta) == 1:
        return Figure(delta, n + m, note="Cliff's delta; no interval: the two sets don't overlap")
    spread = _delta_variance(delta, above, below, _untied(a, b))
    return Figure(delta, n + m, *_feng(delta, spread), "Cliff's delta")


def paired_delta(change: Sequence[float]) -> Figure:
    """Of paired differences: the share that goes up less the share that goes down, -1 to 1 (Cliff 1996, d_w).

    Pairs without a difference count. It is read as `cliffs_delta` is; of yes and no it is the difference of shares.
    """
    n, up, down = len(change), sum(one > 0 for one in change), sum(one < 0 for one in change)
    if not n:
        return Figure(None, 0, note="not estimable: no pairs")
    ends = paired_share_ends(up, down, n)
    return Figure((up - down) / n, n, *ends, f"paired delta: {up} up, {down} down, {n - up - down} the same")


def rank_biserial(change: Sequence[float]) -> Figure:
    """Of paired differences: the rank sum of those up less that of those down, over both: -1 to 1 (Kerby 2014).

    Pairs without a difference are left out, as in Wilcoxon's test. The interval is on the scale of atanh with the
    standard error of the rank sum over its largest value.
    """
    moved = [one for one in change if one != 0]
    n = len(moved)
    if not n:
        why = "no pairs" if not change else f"none of {len(change)} pairs differs"
        return Figure(None if not change else 0.0, len(change), note=f"rank-biserial; no interval: {why}")
    from scipy.stats import rankdata

    ranks = rankdata([abs(one) for one in moved])
    total = n * (n + 1) / 2
    r = float(sum(rank if one > 0 else -rank for rank, one in zip(ranks, moved, strict=True))) / total
    note = f"matched-pairs rank-biserial, {n} of {len(change)} pairs differ"
    if abs(r) == 1:
        least = f"at least {100 * lower_bound(n, n):.0f} % of pairs that differ do so with 95 % confidence"
        return Figure(r, len(change), note=f"{note}, all one way: {least}")
    error = sqrt(n * (n + 1) * (2 * n + 1) / 6) / total
    return Figure(r, len(change), tanh(atanh(r) - Z * error), tanh(atanh(r) + Z * error), note)


def hedges_g(a: Sequence[float], b: Sequence[float]) -> Figure:
    """The difference of two means over their pooled deviation, corrected for small n (Hedges 1981).

    The interval is the normal one with the large-sample variance (Borenstein et al. 2009, ch. 4).
    """
    n, m = len(a), len(b)
    if n < 2 or m < 2:
        return Figure(None, n + m, note="not estimable: two values a side are needed")
    import numpy as np
    from scipy.special import gammaln

    freedom = n + m - 2
    pooled = sqrt(((n - 1) * np.var(a, ddof=1) + (m - 1) * np.var(b, ddof=1)) / freedom)
    if pooled == 0:
        return Figure(None, n + m, note="not estimable: neither side varies")
    correction = float(np.exp(gammaln(freedom / 2) - gammaln((freedom - 1) / 2)) / sqrt(freedom / 2))
    d = float(np.mean(a) - np.mean(b)) / pooled
    g, half = correction * d, correction * Z * sqrt((n + m) / (n * m) + d**2 / (2 * (n + m)))
    return Figure(g, n + m, g - half, g + half, "Hedges' g, normal interval")


def _dominances(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """For each of ``a``, the share of ``b`` below it less the share above it."""
    import numpy as np

    ordered = np.sort(np.asarray(b, float))
    below = np.searchsorted(ordered, a, "left")
    above = len(ordered) - np.searchsorted(ordered, a, "right")
    return [float(value) for value in (below - above) / len(ordered)]


def _untied(a: Sequence[float], b: Sequence[float]) -> float:
    """The share of all pairs of one of each that aren't the same."""
    import numpy as np

    ordered = np.sort(np.asarray(b, float))
    same = np.searchsorted(ordered, a, "right") - np.searchsorted(ordered, a, "left")
    return 1 - float(np.mean(same)) / len(ordered)


def _delta_variance(delta: float, rows: Sequence[float], columns: Sequence[float], untied: float) -> float:
    """Unbiased (Cliff 1993, eq. 7), with its floor."""
    import numpy as np

    n, m = len(rows), len(columns)
    by_row, by_column = np.sum((np.asarray(rows) - delta) ** 2), np.sum((np.asarray(columns) - delta) ** 2)
    every = n * m * (untied - delta**2)
    found = (m**2 * by_row + n**2 * by_column - every) / (n * m * (n - 1) * (m - 1))
    return float(max(found, (1 - delta**2) / (n * m - 1)))


def _feng(delta: float, variance: float) -> tuple[float, float]:
    middle, width = delta - delta**3, Z * sqrt(variance) * sqrt((1 - delta**2) ** 2 + Z**2 * variance)
    scale = 1 - delta**2 + Z**2 * variance
    return max(-1.0, (middle - width) / scale), min(1.0, (middle + width) / scale)
