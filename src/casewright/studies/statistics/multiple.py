"""p values of many tests, corrected: asking often enough always finds something."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["benjamini_hochberg", "holm"]


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p values that keep the chance of any false finding at the level (Holm 1979, Scand J Stat 6).

    Holds whatever the tests' dependence. In the order given.
    """
    order = sorted(range(len(p)), key=lambda at: p[at])
    adjusted, largest = [0.0] * len(p), 0.0
    for rank, at in enumerate(order):
        largest = max(largest, min(1.0, (len(p) - rank) * p[at]))
        adjusted[at] = largest
    return tuple(adjusted)


def benjamini_hochberg(p: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p values that bound the share of false findings among all (Benjamini and Hochberg 1995)."""
    if not p:
        return ()
    from scipy.stats import false_discovery_control

    return tuple(float(value) for value in false_discovery_control(p))
