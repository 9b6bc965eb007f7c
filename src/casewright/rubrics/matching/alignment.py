"""Which words of a match its term spells out, and which only fill a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.rubrics.matching import terms
from casewright.rubrics.matching.terms import AnyWord, Choice, Gap, Prefix, Word, literal_words

__all__ = ["spelled"]

_Way = tuple[int, frozenset[int]]
"""How many words were used, and which of them the term spells out."""


def spelled(term: terms.Sequence, words: Sequence[str]) -> frozenset[int]:
    """The places of ``words`` that a term spells out, in any way in which it matches all of them.

    A ``_`` counts where the term spells its word out elsewhere: one word is expected there, a ``...`` expects nothing.
    """
    own = frozenset(literal_words(term))
    ways = _follow(term, words, {(0, frozenset())}, own)
    return frozenset(place for used, places in ways if used == len(words) for place in places)


def _follow(term: terms.Sequence, words: Sequence[str], ways: set[_Way], own: frozenset[str]) -> set[_Way]:
    for item in term:
        ways = {after for way in ways for after in _step(item, words, way, own)}
    return ways


def _step(item: terms.Item, words: Sequence[str], way: _Way, own: frozenset[str]) -> Iterator[_Way]:
    used, places = way
    if isinstance(item, Choice):
        yield from ([way] if item.optional else [])
        for option in item.options:
            yield from _follow(option, words, {way}, own)
    elif isinstance(item, Gap):
        yield from ((used + more, places) for more in range(item.most + 1) if used + more <= len(words))
    elif used < len(words) and _fits(item, words[used]):
        blank = isinstance(item, AnyWord) and words[used] not in own
        yield used + 1, places if blank else places | {used}


def _fits(item: Word | Prefix | AnyWord, word: str) -> bool:
    if isinstance(item, Word):
        return item.text == word
    return isinstance(item, AnyWord) or word.startswith(item.text)
