"""Older indices of lexical diversity, for who compares a set with published tables.

All move with length, so that nothing is decided by them and no record holds them; names and formulas are those of
Tweedie and Baayen (1998, Computers and the Humanities 32), where their sources are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import e, log, sqrt

__all__ = ["frequency_indices", "length_indices", "msttr"]


def length_indices(words: Sequence[str], base: float = e) -> dict[str, float | None]:
    """Indices told from the numbers of words and types alone.

    ``cttr`` (Carroll), ``herdan_c``, ``dugast`` (Uber's U), ``summer_s`` and ``maas_a2`` (Maas's a²). The last three
    move with the ``base`` of the logarithm: LexicalRichness takes e, koRpus 10. ``None`` where a logarithm or a
    difference leaves nothing to divide by.
    """
    n, types = len(words), len(set(words))
    if not n:
        return dict.fromkeys(("cttr", "herdan_c", "dugast", "summer_s", "maas_a2"))
    all_, distinct = log(n, base), log(types, base)
    doubled = types > 1 and log(all_, base) != 0
    return {
        "cttr": types / sqrt(2 * n),
        "herdan_c": distinct / all_ if all_ else None,
        "dugast": all_**2 / (all_ - distinct) if types < n else None,
        "summer_s": log(distinct, base) / log(all_, base) if doubled else None,
        "maas_a2": (all_ - distinct) / all_**2 if all_ else None,
    }


def frequency_indices(words: Sequence[str]) -> dict[str, float | None]:
    """Indices told from how often each type occurs.

    ``yule_k``, ``yule_i``, ``herdan_vm`` and ``simpson_d``; ``None`` where nothing is left to divide by.
    """
    n = len(words)
    counts = Counter(words).values()
    squares = sum(count * count for count in counts)
    return {
        "yule_k": 1e4 * (squares - n) / n**2 if n else None,
        "yule_i": len(counts) ** 2 / (squares - len(counts)) if squares > len(counts) else None,
        "herdan_vm": sqrt(max(0.0, squares / n**2 - 1 / len(counts))) if n else None,
        "simpson_d": (squares - n) / (n * (n - 1)) if n > 1 else None,
    }


def msttr(words: Sequence[str], segment: int = 100) -> float | None:
    """Mean type-token ratio of the whole segments, one after the other (Johnson 1944); ``None`` below one segment."""
    whole = range(0, len(words) - segment + 1, segment)
    ratios = [len(set(words[begin : begin + segment])) / segment for begin in whole]
    return sum(ratios) / len(ratios) if ratios else None
