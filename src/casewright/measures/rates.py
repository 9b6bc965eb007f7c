"""A share with its interval, for independent observations and for observations that come in clusters."""

from __future__ import annotations

from collections.abc import Iterable

from casewright.certificates import Rate

__all__ = ["clustered_rate", "rate"]


def rate(hits: int, n: int) -> Rate:
    """``hits`` of ``n`` independent observations, with the 95 % Wilson interval (Wilson 1927)."""
    if n == 0:
        return Rate(0, 0)
    from scipy.stats import binomtest

    tested = binomtest(hits, n, hits / n)  # the interval knows no hypothesis, and against this one p costs nothing
    interval = tested.proportion_ci(0.95, method="wilson")
    return Rate(hits, n, float(interval.low), float(interval.high))


def clustered_rate(clusters: Iterable[tuple[int, int]]) -> Rate:
    """A share whose observations come in clusters, given as (hits, n) each.

    The 95 % interval is the exact one (Clopper and Pearson 1934) on the effective size n / design effect (Korn and
    Graubard 1998, Survey Methodology 24), where the design effect is the ratio estimator's variance over the binomial
    one (Rao and Scott 1992, Biometrics 48) and never below 1.
    """
    groups = [(hits, n) for hits, n in clusters if n]
    hits, n = sum(one for one, _ in groups), sum(one for _, one in groups)
    if n == 0:
        return Rate(0, 0, clusters=0)
    effect = _design_effect(groups, hits, n)
    low, high = _exact(hits / effect, n / effect)
    return Rate(hits, n, low, high, len(groups))


def _design_effect(groups: list[tuple[int, int]], hits: int, n: int) -> float:
    m = len(groups)
    if m < 2 or hits in (0, n):
        return 1.0
    p = hits / n
    between = m / (m - 1) * sum((one - p * size) ** 2 for one, size in groups) / n**2
    return max(1.0, between * n / (p * (1 - p)))


def _exact(hits: float, n: float) -> tuple[float, float]:
    """Clopper and Pearson's interval; beta quantiles take sizes that are not whole."""
    from scipy.stats import beta

    low = 0.0 if hits <= 0 else float(beta.ppf(0.025, hits, n - hits + 1))
    high = 1.0 if hits >= n else float(beta.ppf(0.975, hits + 1, n - hits))
    return low, high
