"""What so few reports could have shown at all: the smallest difference that a test would mostly have found."""

from __future__ import annotations

from math import ceil, log2

__all__ = ["POWER", "least_pairs", "smallest_shown"]

POWER = 0.8


def smallest_shown(error: float, *, level: float = 0.05) -> float:
    """The difference that a two-sided test finds with 80 % power (Cohen 1988, ch. 2; normal quantiles).

    Args:
        error: Standard error of the difference.
        level: Of the test; divided by the number of tests where there are several.
    """
    from scipy.stats import norm

    return float(norm.ppf(1 - level / 2) + norm.ppf(POWER)) * error


def least_pairs(level: float = 0.05) -> int:
    """Pairs that must differ, all one way, for a sign-flip test to reach the level: its smallest p is 2 of 2^n."""
    return ceil(1 + log2(1 / level))
