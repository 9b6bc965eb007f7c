"""Lexical diversity of a sequence of words: TTR, MATTR, MTLD and HD-D, in plain Python and linear time.

One index of previous occurrences serves MATTR and MTLD (a word is new in a stretch if its previous occurrence lies
before the stretch), and one table of log-factorials serves HD-D. Digits agree with LexicalRichness 0.5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import exp, lgamma

__all__ = ["hdd", "mattr", "mtld", "ttr"]

MTLD_SHORTEST = 100


def ttr(words: Sequence[str]) -> float | None:
    """Types over tokens; falls with length, so report it only. ``None`` without words."""
    return len(set(words)) / len(words) if words else None


def mattr(words: Sequence[str], window: int = 50) -> float | None:
    """Mean type-token ratio over all windows (Covington and McFall 2010); ``None`` below one window.

    A word counts once for every window in which it is the first of its type: for as many as the distance to its
    previous occurrence, at most ``window``, less the windows that would run over the end.
    """
    n = len(words)
    if n < window or not words:
        return None
    last = n - window
    gaps = [min(i - before, window) for i, before in enumerate(_previous(words))]
    firsts = sum(gaps[: last + 1])
    firsts += sum(max(0, gap - over) for over, gap in enumerate(gaps[last + 1 :], start=1))
    return firsts / (window * (last + 1))


def mtld(words: Sequence[str], threshold: float = 0.72, shortest: int = MTLD_SHORTEST) -> float | None:
    """Mean length of stretches that keep their type-token ratio above a threshold (McCarthy and Jarvis 2010).

    The mean of both directions. A factor closes when the ratio *reaches* the threshold (``<=``). The words left at
    the end count as the partial factor (1 - TTR) / (1 - threshold), with no least length: the convention of
    LexicalRichness. Where no factor at all was begun (every word differs) the value is the number of words.

    ``None`` for fewer than ``shortest`` words, where the measure is not stable.
    """
    if len(words) < max(shortest, 1):
        return None
    return (_one_way(words, threshold) + _one_way(words[::-1], threshold)) / 2


def hdd(words: Sequence[str], draws: int = 42) -> float | None:
    """Expected type-token ratio of a random sample of words (McCarthy and Jarvis 2007); ``None`` below one sample.

    Each type adds the probability that a hypergeometric draw holds it, over the number of draws.
    """
    n = len(words)
    if n < draws or not words:
        return None
    types_by_count = Counter(Counter(words).values())
    total = sum(types * (1 - _miss(n, count, draws)) for count, types in types_by_count.items())
    return total / draws


def _one_way(words: Sequence[str], threshold: float) -> float:
    factors, start, types, ratio = 0.0, 0, 0, 1.0
    for i, before in enumerate(_previous(words)):
        types += before < start
        ratio = types / (i + 1 - start)
        if ratio <= threshold:
            factors, start, types, ratio = factors + 1, i + 1, 0, 1.0
    factors += (1 - ratio) / (1 - threshold)
    return len(words) / (factors or 1.0)


def _previous(words: Sequence[str]) -> list[int]:
    seen: dict[str, int] = {}
    result = []
    for i, word in enumerate(words):
        result.append(seen.get(word, -1))
        seen[word] = i
    return result


@cache
def _log_factorials(size: int) -> tuple[float, ...]:
    return tuple(lgamma(k + 1) for k in range(size))


def _miss(n: int, count: int, draws: int) -> float:
    """Probability that ``draws`` of ``n`` words hold none of ``count``: C(n - count, draws) / C(n, draws)."""
    if n - count < draws:
        return 0.0
    logs = _log_factorials(1 << (n + 1).bit_length())
    return exp(logs[n - count] - logs[n - count - draws] - logs[n] + logs[n - draws])
