"""Numbers over patients, each resting on enough of them, rounded so that one patient moves them seldom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

__all__ = ["FEWEST", "LEAST_PATIENTS", "Spread", "round_rate", "round_share", "round_size", "spread"]

LEAST_PATIENTS = 10
FEWEST = 5
"""A smaller k is refused."""
SHARE_STEP = 0.05


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of patients' values and, where enough patients lie at or beyond each, their quantiles."""

    mean: float
    low: float | None = None
    """First quartile."""
    median: float | None = None
    high: float | None = None
    """Third quartile."""


def spread(values: Sequence[float], k: int, most: float) -> Spread | None:
    """What at least ``k`` patients' values come to; nothing of fewer.

    No value counts for more than ``most``, so that none can show through the mean. A quantile is given where at
    least ``k`` patients lie at or below it and as many at or above: the median from 2k - 1 on, quartiles from about
    4k. All are rounded to two digits.
    """
    if len(values) < k:
        return None
    ordered = sorted(min(value, most) for value in values)
    found = [_quantile(ordered, share, k) for share in (0.25, 0.5, 0.75)]
    return Spread(round_size(fmean(ordered)), *found)


def round_size(value: float) -> float:
    """To two digits: 643 is 640, 17.6 is 18."""
    return _to_digits(value, 2)


def round_rate(value: float) -> float:
    """To one digit: 3.4 in a thousand is 3."""
    return _to_digits(value, 1)


def round_share(value: float) -> float:
    """To twentieths."""
    return round(round(value / SHARE_STEP) * SHARE_STEP, 2)


def _quantile(ordered: Sequence[float], share: float, k: int) -> float | None:
    place = share * (len(ordered) - 1)
    if math.floor(place) + 1 < k or len(ordered) - math.ceil(place) < k:
        return None
    below, above = ordered[math.floor(place)], ordered[math.ceil(place)]
    return round_size(below + (above - below) * (place - math.floor(place)))


def _to_digits(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")
