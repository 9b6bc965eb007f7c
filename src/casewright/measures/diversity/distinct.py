"""Distinct n-grams of a sequence of words."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import islice

__all__ = ["distinct_n"]


def distinct_n(words: Sequence[Hashable], n: int) -> float | None:
    """Distinct n-grams over n-grams (Li et al. 2016, section 5.1, who divide by words, one more than bigrams).

    It falls with length: compare at equal length only. ``None`` for fewer than ``n`` words.
    """
    total = len(words) - n + 1
    if total < 1:
        return None
    return len(set(zip(*(islice(words, skip, None) for skip in range(n)), strict=False))) / total
