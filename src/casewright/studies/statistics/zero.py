"""How much there may be of what was never seen, or how little of what was seen every time."""

from __future__ import annotations

__all__ = ["lower_bound", "upper_bound"]

ONE_SIDED = 0.95


def upper_bound(hits: int, n: int) -> float:
    """The largest share that ``hits`` of ``n`` leave likely: one-sided 95 %, exact (Clopper and Pearson 1934).

    With no hit it is about 3/n (Hanley and Lippman-Hand 1983); 1 where nothing was looked at.
    """
    if n == 0 or hits >= n:
        return 1.0
    from scipy.stats import beta

    return float(beta.ppf(ONE_SIDED, hits + 1, n - hits))


def lower_bound(hits: int, n: int) -> float:
    """The smallest share that ``hits`` of ``n`` leave likely, likewise; 0 where nothing was looked at."""
    return 1.0 - upper_bound(n - hits, n)
