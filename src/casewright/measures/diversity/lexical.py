"""Lexical diversity of a sequence of words: TTR, root TTR, MATTR and HD-D, in plain Python and linear time.

TTR, MATTR and MTLD need only to know which words stood before and where, HD-D one table of logarithms. Digits agree
with LexicalRichness 0.5. MTLD has a file of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, inf, lgamma, sqrt

from casewright.measures.diversity.mtld import MTLD_SHORTEST, mtld, mtld_of_repeats
from casewright.measures.diversity.repeats import Repeats, find_repeats

__all__ = ["Lexical", "hdd", "mattr", "measure_words", "mtld", "root_ttr", "ttr"]

WINDOW = 50
DRAWS = 42


@dataclass(frozen=True, slots=True)
class Lexical:
    """The lexical measures of a text; ``None`` where it is too short for one."""

    ttr: float | None
    root_ttr: float | None
    mattr: float | None
    mtld: float | None
    hdd: float | None


def measure_words(words: Sequence[str]) -> Lexical:
    """All measures with their default parameters; the words are looked through once for most of them."""
    n = len(words)
    if not n:
        return Lexical(None, None, None, None, None)
    repeats = find_repeats(words)
    types = n - len(repeats)
    return Lexical(
        ttr=types / n,
        root_ttr=types / sqrt(n),
        mattr=_mattr(repeats, n, WINDOW) if n >= WINDOW else None,
        mtld=mtld_of_repeats(repeats, n) if n >= MTLD_SHORTEST else None,
        hdd=hdd(words),
    )


def ttr(words: Sequence[str]) -> float | None:
    """Types over tokens; falls with length, so report it only. ``None`` without words."""
    return len(set(words)) / len(words) if words else None


def root_ttr(words: Sequence[str]) -> float | None:
    """Types over the square root of tokens (Guiraud 1954); rises with length, so report it only. ``None`` likewise."""
    return len(set(words)) / sqrt(len(words)) if words else None


def mattr(words: Sequence[str], window: int = WINDOW) -> float | None:
    """Mean type-token ratio over all windows (Covington and McFall 2010); ``None`` below one window."""
    return _mattr(find_repeats(words), len(words), window) if len(words) >= max(window, 1) else None


def hdd(words: Sequence[str], draws: int = DRAWS) -> float | None:
    """Expected type-token ratio of a random sample of words (McCarthy and Jarvis 2007); ``None`` below one sample.

    Each type adds the probability that a hypergeometric draw holds it, over the number of draws. It misses a type of
    ``count`` tokens with probability C(n - count, draws) / C(n, draws).
    """
    n = len(words)
    if n < max(draws, 1):
        return None
    counts = Counter(words)
    ways = _log_ways(draws, 1 << n.bit_length())
    misses = sum(types * exp(ways[n - count] - ways[n]) for count, types in Counter(counts.values()).items())
    return (len(counts) - misses) / draws


def _mattr(repeats: Repeats, n: int, window: int) -> float:
    """A repeated word adds no type to the windows that hold its previous place too: to as many as begin there or
    before, and late enough to reach the word.
    """
    last = n - window
    missing = 0
    for before, here in repeats:
        if here - before < window:
            first = here - window
            missing += (before if before < last else last) - (first if first > -1 else -1)
    total = window * (last + 1)
    return (total - missing) / total


@cache
def _log_ways(draws: int, size: int) -> tuple[float, ...]:
    """Logarithm of the ordered draws from so many words, up to ``size`` of them."""
    return tuple(lgamma(n + 1) - lgamma(n - draws + 1) if n >= draws else -inf for n in range(size + 1))
