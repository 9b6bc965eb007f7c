"""A token bucket whose minutes really hold: in any sixty seconds no more is taken than a minute allows."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["Bucket"]

CLOCK_STEP = 1e-6
"""Seconds that a clock may not tell apart: nobody waits for less."""


class Bucket:
    """Holds as much as the largest amount taken so far, at most half a minute's; what it holds beyond one unit is
    taken off its refill, so that a full bucket and a minute's refill are together what a minute allows.

    Args:
        per_minute: units; a single amount of more than half of them is the one thing that can exceed it.
        clock: monotonic seconds.
    """

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed, self._clock = per_minute, clock
        self._holds = self._level = 1.0
        self._looked, self._begun = clock(), False

    def wait(self, amount: float) -> float:
        """Seconds until so much may be taken; 0 when it may be now."""
        self._refill()
        wanted = min(max(amount, 1.0), max(1.0, self._allowed / 2))
        if wanted > self._holds:
            self._level = self._level if self._begun else wanted
            self._holds = wanted
        missing = (wanted - self._level) / self._rate
        return missing if missing > CLOCK_STEP else 0.0

    def take(self, amount: float) -> None:
        self._refill()
        self._level, self._begun = self._level - amount, True

    def give_back(self, amount: float) -> None:
        """Corrects an estimate: what was not used comes back; negative where more was used than was taken."""
        self._refill()
        self._level = min(self._holds, self._level + amount)

    @property
    def _rate(self) -> float:
        return (self._allowed - self._holds + 1) / 60

    def _refill(self) -> None:
        now = self._clock()
        self._level = min(self._holds, self._level + (now - self._looked) * self._rate)
        self._looked = now
