"""MTLD, the mean length of stretches of words that keep their type-token ratio (McCarthy and Jarvis 2010, page 384).

What closes a stretch (a *factor*) and what becomes of the words left at the end differs among libraries, and moves the
value by a few per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, get_args

from casewright.measures.diversity.repeats import Repeats, find_repeats, mirrored

__all__ = ["MTLD_SHORTEST", "MTLD_THRESHOLD", "Convention", "mtld", "mtld_of_repeats"]

MTLD_SHORTEST = 100
"""Words below which the measure is not stable."""
MTLD_THRESHOLD = 0.72
TAALED_SHORTEST = 10

Convention = Literal["lexicalrichness", "taaled"]
"""``lexicalrichness`` (its 0.5; koRpus's published value agrees): a factor closes when the ratio reaches the threshold.
``taaled`` (TAALED 0.32's ``mtldo``, lexical-diversity 0.1.1's ``mtld``): it closes below the threshold only, has ten
words at least, and never takes the last word of the text. Both count the words left as the partial factor
(1 - TTR) / (1 - threshold) and divide words by factors."""


def mtld(
    words: Sequence[str],
    threshold: float = MTLD_THRESHOLD,
    shortest: int = MTLD_SHORTEST,
    convention: Convention = "lexicalrichness",
) -> float | None:
    """The mean of both directions; where no factor at all was begun (every word differs) the number of words.

    Args:
        words: The words of one text.
        threshold: Type-token ratio at which a factor closes, between 0 and 1.
        shortest: Words below which there is no value.
        convention: Whose rules for a factor's end are followed.

    Raises:
        ValueError: the threshold is not between 0 and 1, or nobody's convention is of this name.
    """
    if not 0 < threshold < 1:
        raise ValueError(f"MTLD's threshold is {threshold!r}; it lies between 0 and 1")
    if convention not in get_args(Convention):
        raise ValueError(f"unknown convention {convention!r} of MTLD; known: {', '.join(get_args(Convention))}")
    if len(words) < max(shortest, 1):
        return None
    if convention == "taaled":
        return (_taaled(words, threshold) + _taaled(words[::-1], threshold)) / 2
    return mtld_of_repeats(find_repeats(words), len(words), threshold)


def mtld_of_repeats(repeats: Repeats, n: int, threshold: float = MTLD_THRESHOLD) -> float:
    """MTLD, by the convention of LexicalRichness, of a text of ``n`` words (one at least) that repeats some."""
    return (_one_way(repeats, n, threshold) + _one_way(mirrored(repeats, n), n, threshold)) / 2


def _one_way(repeats: Iterable[tuple[int, int]], n: int, threshold: float) -> float:
    """Only a repeated word can close a factor; it is one if it stood in the factor before."""
    closing = _closing(threshold, 1 << n.bit_length())
    factors = start = found = 0
    for before, here in repeats:
        if before >= start:
            found += 1
            if found >= closing[here - start]:
                factors, start, found = factors + 1, here + 1, 0
    return n / (factors + _partial(n - start - found, n - start, threshold) or 1.0)


@cache
def _closing(threshold: float, size: int) -> tuple[int, ...]:
    """Repeated words that close a factor, by its last word's distance from its first."""
    closing, repeated = [], 0
    for length in range(1, size + 1):
        while (length - repeated) / length > threshold:
            repeated += 1
        closing.append(repeated)
    return tuple(closing)


def _taaled(words: Sequence[str], threshold: float) -> float:
    factors = start = 0
    types: set[str] = set()
    for end, word in enumerate(words[:-1], start=1):
        types.add(word)
        length = end - start
        if length >= TAALED_SHORTEST and len(types) / length < threshold:
            factors, start, types = factors + 1, end, set()
    left = words[start:]
    return len(words) / (factors + _partial(len(set(left)), len(left), threshold) or 1.0)


def _partial(types: int, length: int, threshold: float) -> float:
    return (1 - types / length) / (1 - threshold) if length else 0.0
