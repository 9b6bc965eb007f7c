"""Maximum mean discrepancy of two samples: its unbiased estimate, its interval, and a permutation test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.jackknife import t_quantile
from casewright.measures.figure import Figure
from casewright.measures.resemblance.kernel import Floats, gram, median_distance, mmd2_of

__all__ = ["PERMUTATIONS", "MmdTest", "mmd_test"]

PERMUTATIONS = 999
GROUPS = 20
"""Groups that the jackknife leaves out one by one, of each sample."""
LEAST = 4
"""Rows a side below which there is no interval."""
SAME = 1e-12
"""Sums in another order differ by less: such a parting counts as one that reached the observed value."""


@dataclass(frozen=True, slots=True)
class MmdTest:
    """How far two samples are apart.

    Attributes:
        value: MMD², unbiased: about 0, and as often below it, where both samples are of one kind. ``n`` is of both.
        p: Share of partings at random whose MMD² is no smaller, the observed one counted: (1 + #) / (1 + B).
        bandwidth: σ of the kernel.
    """

    value: Figure
    p: Figure
    bandwidth: float


def mmd_test(
    first: NDArray[Any],
    second: NDArray[Any],
    *,
    seed: int = 0,
    permutations: int = PERMUTATIONS,
    bandwidth: float | None = None,
) -> MmdTest:
    """Tells whether two samples of vectors are of one kind (Gretton 2012, JMLR 13).

    The kernel is RBF; without ``bandwidth`` its σ is the median distance over all pairs of both samples together,
    which no relabelling changes. The test is right for rows that could change places: one row a patient. The
    interval of the value is Student's, by leaving out groups of either sample (jackknife of a two-sample U-statistic,
    Arvesen 1969); that of p is the exact one of a share of the permutations drawn (Clopper and Pearson 1934).

    Args:
        first: [n, d], two rows at least.
        second: [m, d], two rows at least.
        seed: Of the permutations.
        permutations: How many are drawn.
        bandwidth: σ, where it is given.

    Raises:
        ValueError: a sample of fewer than two rows.
    """
    n, m = len(first), len(second)
    if min(n, m) < 2:
        raise ValueError(f"samples of {n} and {m} rows; each takes 2")
    rows = np.concatenate([first, second])
    sigma = median_distance(rows) if bandwidth is None else bandwidth
    kernel, dice = gram(rows, sigma), np.random.default_rng(seed)
    side = np.arange(n + m) < n
    value = float(mmd2_of(kernel, side[:, None], ~side[:, None])[0])
    drawn = n > np.argsort(dice.random((permutations, n + m)), axis=1).T
    reached = int((mmd2_of(kernel, drawn, ~drawn) >= value - SAME).sum())
    return MmdTest(_with_interval(value, kernel, side, dice), _p(reached, permutations, n + m), sigma)


def _p(reached: int, drawn: int, n: int) -> Figure:
    from scipy.stats import binomtest

    ends = binomtest(reached, drawn).proportion_ci(0.95, method="exact")
    value = (1 + reached) / (1 + drawn)
    return Figure(value, n, min(value, float(ends.low)), max(value, float(ends.high)), f"{drawn} permutations")


def _with_interval(value: float, kernel: Floats, side: NDArray[np.bool_], dice: np.random.Generator) -> Figure:
    n = len(side)
    if min(side.sum(), (~side).sum()) < LEAST:
        return Figure(value, n, note=f"no interval: fewer than {LEAST} on a side")
    whole = side[:, None], ~side[:, None]
    found = [mmd2_of(kernel, _left_out(one[:, 0], dice), other) for one, other in (whole, whole[::-1])]
    variance = sum((len(one) - 1) / len(one) * ((one - one.mean()) ** 2).sum() for one in found)
    half = t_quantile(0.975, min(map(len, found)) - 1) * float(variance) ** 0.5
    return Figure(value, n, value - half, value + half, "jackknife interval")


def _left_out(side: NDArray[np.bool_], dice: np.random.Generator) -> NDArray[np.bool_]:
    """For each group the rows of a side without it, [rows, groups]."""
    places = dice.permutation(np.flatnonzero(side))
    groups = min(GROUPS, len(places) // 2)
    kept = np.repeat(side[:, None], groups, axis=1)
    kept[places, np.arange(len(places)) % groups] = False
    return kept
