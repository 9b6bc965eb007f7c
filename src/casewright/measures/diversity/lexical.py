"""Lexical diversity of a sequence of words: TTR, root TTR, MATTR and HD-D, in plain Python and linear time.

MATTR needs only the repetitions that lie within one window, HD-D one table of log-factorials. Digits agree with
LexicalRichness 0.5. MTLD has a file of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import exp, lgamma, sqrt

from casewright.measures.diversity.mtld import mtld

__all__ = ["hdd", "mattr", "mtld", "root_ttr", "ttr"]


def ttr(words: Sequence[str]) -> float | None:
    """Types over tokens; falls with length, so report it only. ``None`` without words."""
    return len(set(words)) / len(words) if words else None


def root_ttr(words: Sequence[str]) -> float | None:
    """Types over the square root of tokens (Guiraud 1954); rises with length, so report it only. ``None`` likewise."""
    return len(set(words)) / sqrt(len(words)) if words else None


def mattr(words: Sequence[str], window: int = 50) -> float | None:
    """Mean type-token ratio over all windows (Covington and McFall 2010); ``None`` below one window.

    A word adds no type to the windows that hold its previous occurrence too: to as many as begin at that occurrence
    or before it, and late enough to reach the word.
    """
    n = len(words)
    if n < window or not words:
        return None
    last = n - window
    repeats = 0
    seen: dict[str, int] = {}
    for i, word in enumerate(words):
        before = seen.get(word)
        seen[word] = i
        if before is not None and i - before < window:
            first = i - window
            repeats += (before if before < last else last) - (first if first > -1 else -1)
    total = window * (last + 1)
    return (total - repeats) / total


def hdd(words: Sequence[str], draws: int = 42) -> float | None:
    """Expected type-token ratio of a random sample of words (McCarthy and Jarvis 2007); ``None`` below one sample.

    Each type adds the probability that a hypergeometric draw holds it, over the number of draws. It misses a type of
    ``count`` tokens with probability C(n - count, draws) / C(n, draws).
    """
    n = len(words)
    if n < draws or not words:
        return None
    counts = Counter(words)
    logs = _log_factorials(1 << (n + 1).bit_length())
    whole = logs[n - draws] - logs[n]
    misses = 0.0
    for count, types in Counter(counts.values()).items():
        rest = n - count
        if rest >= draws:
            misses += types * exp(logs[rest] - logs[rest - draws] + whole)
    return (len(counts) - misses) / draws


@cache
def _log_factorials(size: int) -> tuple[float, ...]:
    return tuple(lgamma(k + 1) for k in range(size))
