"""Places in a ranking, how often the own category comes first, and whether one way is ahead of another. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

__all__ = ["Gain", "ahead", "place", "within"]

RESAMPLES = 9_999
SEED = 20


@dataclass(frozen=True, slots=True)
class Gain:
    """Difference of two shares on the same notes, with its 95 % bootstrap interval."""

    difference: float
    low: float
    high: float


def place(scores: Mapping[str, float], own: str) -> int:
    """Where the own category comes, from 1. It stands behind all that tie with it: chance earns nothing."""
    return sum(score >= scores[own] for score in scores.values())


def within(places: Sequence[int], first: int) -> int:
    """How many are among the first so many."""
    return sum(item <= first for item in places)


def ahead(ours: Sequence[int], theirs: Sequence[int], first: int) -> Gain:
    """Share of notes with the own category among the first so many, ours less theirs; notes are resampled in pairs."""
    from scipy.stats import bootstrap

    gains = np.array([int(a <= first) - int(b <= first) for a, b in zip(ours, theirs, strict=True)], dtype=float)
    if len(gains) < 2:
        return Gain(float(gains.mean()) if len(gains) else 0.0, -1.0, 1.0)
    found = bootstrap((gains,), np.mean, n_resamples=RESAMPLES, method="percentile", rng=np.random.default_rng(SEED))
    interval = found.confidence_interval
    return Gain(float(gains.mean()), float(interval.low), float(interval.high))
