"""How many pairs went up and how many down, of all: a difference of two shares on the same cases"""

from __future__ import annotations

from math import sqrt

__all__ = ["paired_share_ends"]

Z = 1.959963984540054
"""Quantile of the standard normal for 95 %."""


def paired_share_ends(up: int, down: int, n: int) -> tuple[float, float]:
    """The 95 % interval of (up - down) / n: half an observation added to each cell (Agresti and Min 2005, Stat Med 24).

    Unlike a bootstrap it has a width where no pair differs, or all do.
    """
    total, middle = n + 2, (up - down) / (n + 2)
    half = Z * sqrt((up + down + 1) - (up - down) ** 2 / total) / total
    return max(-1.0, middle - half), min(1.0, middle + half)
