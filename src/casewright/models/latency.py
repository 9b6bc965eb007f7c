"""Whether a server answers more slowly than it used to: each answer against a baseline that moves slowly."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from casewright.models.protocol import ModelRequest

__all__ = ["Latency"]

SETTLES_SECONDS = 900.0
"""In so much time a baseline goes about two thirds of the way to what answers take by then."""
FEWEST = 10
"""Answers of a shape before its baseline, so far their mean, says anything."""
MOST_SHAPES = 64
QUICK, CATCH_UP = 0.5, 0.1
"""An answer in less than half the usual time moves the baseline by a tenth: what a server can do is believed soon."""


@dataclass
class _Baseline:
    count: int
    seconds: float
    at: float


class Latency:
    """Keeps a baseline for each shape of request, since a whole report takes longer than a letter: requests with the
    same allowance of tokens, asked for letters or not, have one shape.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._baselines: dict[tuple[int, bool], _Baseline] = {}

    def note(self, request: ModelRequest, seconds: float) -> float:
        """Learns from an answer; how many times as long as usual it took, 1 while that is not known."""
        shape, now = (request.max_tokens, bool(request.choices)), self._clock()
        known = self._baselines.get(shape)
        if known is None:
            if len(self._baselines) < MOST_SHAPES:
                self._baselines[shape] = _Baseline(1, seconds, now)
            return 1.0
        slowness = seconds / known.seconds if known.count >= FEWEST and known.seconds > 0 else 1.0
        known.count += 1
        known.seconds += _weight(known, slowness, now) * (seconds - known.seconds)
        known.at = now
        return slowness


def _weight(known: _Baseline, slowness: float, now: float) -> float:
    if known.count <= FEWEST:
        return 1 / known.count
    return CATCH_UP if slowness < QUICK else 1 - math.exp(-(now - known.at) / SETTLES_SECONDS)
