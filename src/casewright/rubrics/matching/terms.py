"""The term syntax: words, ``word*``, ``(a|b c)``, ``[optional]``, ``_`` for any word, ``...`` for up to three.

No regular expression is ever taken from a file: a term is parsed into the few nodes below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from casewright.errors import InputError
from casewright.rubrics.matching.tokens import tokenise

__all__ = [
    "GAP",
    "AnyWord",
    "Choice",
    "Gap",
    "Item",
    "Prefix",
    "Sequence",
    "Word",
    "literal_words",
    "openings",
    "parse_term",
]


@dataclass(frozen=True, slots=True)
class Word:
    """Exactly this word."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Any one word."""


GAP = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many tokens of the same sentence."""

    most: int = GAP


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences, or none of them if ``optional``."""

    options: tuple[Sequence, ...]
    optional: bool


Item: TypeAlias = "Word | Prefix | AnyWord | Gap | Choice"
Sequence: TypeAlias = "tuple[Item, ...]"

_PIECE = re.compile(r"\.\.\.|[()\[\]|]|[^\s()\[\]|]+")
_CLOSING = {"(": ")", "[": "]"}


def parse_term(text: str) -> Sequence:
    """Parses a term.

    Raises:
        InputError: brackets that don't match, an empty alternative, or a term that could match nothing or
            that begins or ends with a gap.
    """
    pieces = [piece for run in text.split() for piece in _PIECE.findall(run)]
    options, rest = _options(pieces, 0, text)
    if rest != len(pieces):
        raise InputError(f"term {text!r} has an unmatched {pieces[rest]!r}")
    sequence = options[0] if len(options) == 1 else (Choice(options, optional=False),)
    if not any(_certain(item) for item in sequence):
        raise InputError(f"term {text!r} has no word that must be there")
    if isinstance(sequence[0], Gap) or isinstance(sequence[-1], Gap):
        raise InputError(f"term {text!r} begins or ends with a gap")
    return sequence


def literal_words(sequence: Sequence) -> Iterator[str]:
    """All words that a term spells out, in any of its alternatives."""
    for item in sequence:
        if isinstance(item, Word | Prefix):
            yield item.text
        elif isinstance(item, Choice):
            for option in item.options:
                yield from literal_words(option)


def openings(sequence: Sequence) -> Iterator[Word | Prefix | AnyWord | Gap]:
    """The words that a term may begin with; what is no word of its own stands for any."""
    for item in sequence:
        if isinstance(item, Choice):
            for option in item.options:
                yield from openings(option)
            if item.optional:
                continue
        else:
            yield item
        return


def _options(pieces: list[str], at: int, text: str) -> tuple[tuple[Sequence, ...], int]:
    """Alternatives up to the closing bracket or the end, and where that is."""
    options: list[Sequence] = []
    items: list[Item] = []
    while at < len(pieces) and pieces[at] not in (")", "]"):
        piece = pieces[at]
        if piece == "|":
            options.append(_filled(items, text))
            items = []
        elif piece in _CLOSING:
            item, at = _bracket(pieces, at, text)
            items.append(item)
        else:
            items.extend(_items(piece, text))
        at += 1
    options.append(_filled(items, text))
    return tuple(options), at


def _bracket(pieces: list[str], at: int, text: str) -> tuple[Choice, int]:
    options, end = _options(pieces, at + 1, text)
    if end >= len(pieces) or pieces[end] != _CLOSING[pieces[at]]:
        raise InputError(f"term {text!r} has an unmatched {pieces[at]!r}")
    return Choice(options, optional=pieces[at] == "["), end


def _filled(items: list[Item], text: str) -> Sequence:
    if not items:
        raise InputError(f"term {text!r} has an empty alternative")
    return tuple(items)


def _items(piece: str, text: str) -> Iterator[Item]:
    if piece == "...":
        yield Gap()
    elif piece == "_":
        yield AnyWord()
    else:
        words = _words(piece)
        if not words:
            raise InputError(f"term {text!r} has {piece!r}, which holds no word")
        yield from words


@lru_cache(maxsize=50_000)
def _words(piece: str) -> tuple[Item, ...]:
    """The words of a piece; most pieces stand in many terms."""
    words = tokenise(piece.removesuffix("*")).words
    if not words:
        return ()
    last = Prefix(words[-1]) if piece.endswith("*") else Word(words[-1])
    return (*(Word(word) for word in words[:-1]), last)


def _certain(item: Item) -> bool:
    return isinstance(item, Word | Prefix) or (
        isinstance(item, Choice) and not item.optional and all(any(map(_certain, way)) for way in item.options)
    )
