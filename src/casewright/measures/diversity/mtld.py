"""MTLD, the mean length of stretches of words that keep their type-token ratio (McCarthy and Jarvis 2010, page 384).

A stretch of *t* types can't reach the threshold before it has the length at which *t* types would: the words up to
there are added in one step, which leaves a handful of steps a stretch where one a word would be usual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Literal

__all__ = ["CONVENTIONS", "MTLD_SHORTEST", "Convention", "mtld"]

MTLD_SHORTEST = 100
"""Words below which the measure is not stable."""

Convention = Literal["lexicalrichness", "taaled"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """When a factor closes.

    Attributes:
        below: Below the threshold only, not on reaching it.
        shortest: Fewest words of a factor.
        keeps_last: The last word never closes a factor and always belongs to the partial one.
    """

    below: bool
    shortest: int
    keeps_last: bool


CONVENTIONS: Mapping[Convention, _Rule] = {
    "lexicalrichness": _Rule(below=False, shortest=1, keeps_last=False),
    "taaled": _Rule(below=True, shortest=10, keeps_last=True),
}
"""``lexicalrichness``: LexicalRichness 0.5 (koRpus's published value agrees with it). ``taaled``: what TAALED 0.32
calls ``mtldo`` and lexical-diversity 0.1.1 ``mtld``. Both count the words left at the end as the partial factor
(1 - TTR) / (1 - threshold) and divide all words by factors; TAALED's default, the mean of single factors' lengths, is
another measure."""


def mtld(
    words: Sequence[str],
    threshold: float = 0.72,
    shortest: int = MTLD_SHORTEST,
    convention: Convention = "lexicalrichness",
) -> float | None:
    """The mean of both directions; where no factor at all was begun (every word differs) the number of words.

    Args:
        words: The words of one text.
        threshold: Type-token ratio at which a factor closes, between 0 and 1.
        shortest: Words below which there is no value.
        convention: What closes a factor and what becomes of the words left, see ``CONVENTIONS``.
    """
    if len(words) < max(shortest, 1):
        return None
    rule = CONVENTIONS[convention]
    return (_one_way(words, threshold, rule) + _one_way(words[::-1], threshold, rule)) / 2


def _one_way(words: Sequence[str], threshold: float, rule: _Rule) -> float:
    n = len(words)
    needed = _needed(threshold, rule, 1 << n.bit_length())
    last = n - rule.keeps_last
    factors, start, end = 0, 0, 0
    types: set[str] = set()
    while (goal := start + needed[len(types)]) <= last:
        if goal <= end:
            factors, start, types = factors + 1, end, set()
        else:
            types.update(words[end:goal])
            end = goal
    types.update(words[end:])
    ratio = len(types) / (n - start) if n > start else 1.0
    return n / (factors + (1 - ratio) / (1 - threshold) or 1.0)


@cache
def _needed(threshold: float, rule: _Rule, size: int) -> tuple[int, ...]:
    """Fewest words at which so many types close a factor, by types from none up to ``size``."""
    return tuple(max(rule.shortest, _closing(types, threshold, rule.below)) for types in range(size + 1))


def _closing(types: int, threshold: float, below: bool) -> int:  # noqa: FBT001 - a field of the rule
    length = max(1, ceil(types / threshold) - 1)
    while types / length > threshold or (below and types / length == threshold):
        length += 1
    return length
