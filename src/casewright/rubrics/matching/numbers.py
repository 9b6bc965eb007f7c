"""Numbers in digits and in words, up to ninety-nine in words, with halves and ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casewright.rubrics.matching.lexicon import Lexicon

__all__ = ["Number", "read_number"]

_ARTICLES = frozenset({"a", "an", "un", "una"})
_RANGES = frozenset({"-", "to", "or", "a", "o", "y", "and"})
_PLURALS = frozenset({"couple", "pair", "par", "dozen", "docena"})


@dataclass(frozen=True, slots=True)
class Number:
    """A value standing at words ``start`` to ``end``; of a range it is the lower end."""

    value: float
    start: int
    end: int
    article: bool = False
    """Whether it is a mere *a* or *un*, which counts only before a unit."""


def read_number(words: Sequence[str], at: int, stop: int, lexicon: Lexicon) -> Number | None:
    """The number that begins at a word, or ``None``."""
    first = _single(words, at, stop, lexicon)
    if first is None or first.article or first.end + 1 >= stop or words[first.end] not in _RANGES:
        return first
    second = _single(words, first.end + 1, stop, lexicon)
    if second is None or second.article or second.value <= first.value:
        return first
    return replace(first, end=second.end)


def _single(words: Sequence[str], at: int, stop: int, lexicon: Lexicon) -> Number | None:
    word = words[at]
    if word[0].isdigit():
        value = _digits(word, lexicon)
        return None if value is None else _with_half(words, Number(value, at, at + 1), stop)
    known = lexicon.values("numbers").get(word)
    if known is None:
        return None
    number = Number(float(known), at, at + 1, article=word in _ARTICLES)
    if number.article:
        number = _plural(words, number, stop, lexicon)
    elif known >= 20 and known % 10 == 0:
        number = _tens(words, number, stop, lexicon)
    if word in _PLURALS and number.end < stop and words[number.end] in ("of", "de"):
        number = replace(number, end=number.end + 1)
    return _with_half(words, number, stop)


def _digits(word: str, lexicon: Lexicon) -> float | None:
    """A point or comma is decimal, but the language's mark of thousands before three digits is one."""
    whole, _, part = word.replace(",", ".").rpartition(".")
    mark = word[len(whole)] if whole else ""
    grouped = mark in lexicon.words("thousands") and len(part) == 3 and whole != "0"
    text = whole.replace(".", "") + ("." if mark and not grouped else "") + part
    try:
        return float(text)
    except ValueError:
        return None


def _plural(words: Sequence[str], number: Number, stop: int, lexicon: Lexicon) -> Number:
    """*a couple of*, *un par de*, *a half*."""
    at = number.end
    if at >= stop or words[at] not in _PLURALS | {"half"}:
        return number
    value = float(lexicon.values("numbers")[words[at]])
    linked = at + 1 < stop and words[at + 1] in ("of", "de")
    return Number(value, number.start, at + 1 + linked)


def _tens(words: Sequence[str], number: Number, stop: int, lexicon: Lexicon) -> Number:
    at = number.end + (number.end < stop and words[number.end] == "y")
    unit = lexicon.values("numbers").get(words[at], 0) if at < stop and words[at] not in _ARTICLES - {"un"} else 0
    return replace(number, value=number.value + unit, end=at + 1) if unit in range(1, 10) else number


def _with_half(words: Sequence[str], number: Number, stop: int) -> Number:
    """*two and a half*, *half a*."""
    rest = tuple(words[number.end : min(stop, number.end + 3)])
    if rest == ("and", "a", "half"):
        return replace(number, value=number.value + 0.5, end=number.end + 3, article=False)
    if number.value == 0.5 and rest[:1] in (("a",), ("an",)):
        return replace(number, end=number.end + 1)
    return number
