"""Seconds of CPU, and how they grow."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np

__all__ = ["cpu", "exponent"]


def cpu(work: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds of the quickest of a few rounds; others on the machine make a round slower, never quicker."""
    return min(_once(work) for _ in range(rounds))


def exponent(seconds: Mapping[int, float]) -> float:
    """The power of the size by which time grows: the slope of a line through both logarithms."""
    sizes, taken = np.log(list(seconds)), np.log(list(seconds.values()))
    return float(np.polyfit(sizes, taken, 1)[0])


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
