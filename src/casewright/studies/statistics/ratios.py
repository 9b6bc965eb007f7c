"""Ratios of two means or two shares with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt

from casewright.measures.figure import Figure
from casewright.studies.statistics.bootstrap import words_for_few
from casewright.studies.statistics.resampling import ends, resampled_means

__all__ = ["ratio_of_means", "ratio_of_shares"]

Z = 1.959963984540054


def ratio_of_means(a: Sequence[float], b: Sequence[float], *, seed: int = 0) -> Figure:
    """The mean of the first over that of the second, with the percentile bootstrap of both sets.

    Not estimable where the second's values aren't all above 0 or all below it: then no bound is meaningful.
    """
    n = len(a) + len(b)
    if not a or not b:
        return Figure(None, n, note="not estimable: one side has no values")
    if min(b) <= 0 <= max(b):
        return Figure(None, n, note="not estimable: the values divided by reach 0")
    import numpy as np

    value, fewer = float(np.mean(a) / np.mean(b)), min(len(a), len(b))
    if fewer < 2:
        return Figure(value, n, note="no interval: one side has a single value")
    dice = np.random.default_rng(seed)
    drawn = resampled_means(a, dice) / resampled_means(b, dice)
    return Figure(value, n, *ends(drawn, fewer), words_for_few(fewer, "bootstrap interval"))


def ratio_of_shares(hits_a: int, n_a: int, hits_b: int, n_b: int) -> Figure:
    """One share over another, with the log interval of Katz et al. (1978, Biometrics 34)."""
    n = n_a + n_b
    if not n_a or not n_b:
        return Figure(None, n, note="not estimable: one side has nothing to count")
    if hits_b == 0:
        return Figure(None, n, note="not estimable: none of the second")
    value = hits_a / n_a / (hits_b / n_b)
    if hits_a == 0:
        return Figure(value, n, note="no interval: none of the first")
    error = sqrt(1 / hits_a - 1 / n_a + 1 / hits_b - 1 / n_b)
    if error == 0:
        return Figure(value, n, note="no interval: all of both")
    return Figure(value, n, value * exp(-Z * error), value * exp(Z * error), "log interval")
