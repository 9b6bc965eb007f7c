"""A mean or a share with its interval, for independent reports and for reports that come in groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import isfinite, sqrt

from casewright.measures.figure import Figure
from casewright.measures.rates import rate
from casewright.studies.statistics.resampling import resampled_ends
from casewright.studies.statistics.zero import lower_bound, upper_bound

__all__ = ["FEW", "RESAMPLED", "mean_interval", "plain_mean", "share", "words_for_few"]

RESAMPLED = 1_000
"""Values up to which the mean is resampled. Of more, the distribution of the mean is normal to the digits shown."""
FEW = 10
"""Below so many, notes say that they are few."""


def mean_interval(values: Sequence[float], *, seed: int = 0, groups: Sequence[str] | None = None) -> Figure:
    """The mean with its 95 % interval.

    Of values that are all 0 or 1 it is Wilson's interval, as of `share`. Otherwise it is the percentile bootstrap with
    the level widened for small n (Hesterberg 2015, Am Stat 69, "expanded percentile"), which for the mean covers as
    Student's interval does and stays within the values; above `RESAMPLED` values it is Student's.

    Args:
        values: One for each report.
        seed: Of the bootstrap.
        groups: The cluster of each value (the case, the patient): clusters are drawn, with all their values.

    Raises:
        ValueError: a value that isn't finite, or ``groups`` of another length.
    """
    if groups is not None and len(set(groups)) < len(groups):
        return _clustered(values, groups, seed)
    if values and set(values) <= {0, 1}:
        return share(sum(int(value) for value in values), len(values))
    return plain_mean(values, seed=seed)


def plain_mean(values: Sequence[float], *, seed: int = 0) -> Figure:
    """As `mean_interval`, of values that are no shares even where all happen to be 0 or 1, such as differences."""
    n = len(values)
    if n < 2 or not _varies(values):
        return _without_spread(values)
    if n > RESAMPLED:
        return _students(values)
    import numpy as np

    mean = float(np.mean(values))
    low, high = resampled_ends((np.asarray(values),), lambda x, axis: x.mean(axis=axis), n, seed)
    return Figure(mean, n, low, high, words_for_few(n, "bootstrap interval"))


def share(hits: int, n: int) -> Figure:
    """``hits`` of ``n`` with Wilson's 95 % interval; nothing or everything found carries its one-sided bound.

    Raises:
        ValueError: more hits than ``n``, or fewer than none.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} hits of {n}")
    if n == 0:
        return Figure(None, 0, note="not estimable: nothing to count")
    found = rate(hits, n)
    return Figure(hits / n, n, found.low, found.high, words_for_few(n, _bound_words(hits, n)))


def words_for_few(n: int, note: str) -> str:
    """The note, with a warning behind it where ``n`` is small."""
    return f"{note}; only {n}" if n < FEW else note


def _clustered(values: Sequence[float], groups: Sequence[str], seed: int) -> Figure:
    held: dict[str, list[float]] = defaultdict(list)
    for value, group in zip(values, groups, strict=True):
        held[group].append(value)
    n, m = len(values), len(held)
    mean = sum(values) / n
    if m < 2:
        return Figure(mean, n, note=f"no interval: all {n} are of one group")
    if not _varies(values):
        return Figure(mean, n, note=f"no interval: all {n}, of {m} groups, have the same value")
    import numpy as np

    sums, sizes = np.array([sum(one) for one in held.values()]), np.array([len(one) for one in held.values()])
    found = resampled_ends((sums, sizes), lambda x, y, axis: x.sum(axis=axis) / y.sum(axis=axis), m, seed)
    return Figure(mean, n, *found, words_for_few(m, f"bootstrap interval over {m} groups"))


def _varies(values: Sequence[float]) -> bool:
    """Whether they differ by more than rounding.

    Raises:
        ValueError: a value that isn't finite.
    """
    if not all(map(isfinite, values)):
        raise ValueError("values hold one that is not a finite number")
    low, high = min(values), max(values)
    return high - low > 1e-12 * max(abs(low), abs(high))


def _without_spread(values: Sequence[float]) -> Figure:
    if not values:
        return Figure(None, 0, note="not estimable: no values")
    if len(values) == 1:
        return Figure(float(values[0]), 1, note="no interval: a single value")
    return Figure(float(values[0]), len(values), note=f"no interval: all {len(values)} have the same value")


def _students(values: Sequence[float]) -> Figure:
    import numpy as np
    from scipy.stats import t

    n, mean = len(values), float(np.mean(values))
    half = float(t.ppf(0.975, n - 1) * np.std(values, ddof=1) / sqrt(n))
    return Figure(mean, n, mean - half, mean + half, "Student's interval")


def _bound_words(hits: int, n: int) -> str:
    if hits == 0:
        return f"none in {n}: at most {100 * upper_bound(0, n):.1f} % with 95 % confidence"
    if hits == n:
        return f"all of {n}: at least {100 * lower_bound(n, n):.1f} % with 95 % confidence"
    return "Wilson interval"
