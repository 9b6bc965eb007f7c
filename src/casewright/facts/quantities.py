"""Durations, doses, scores, amounts, weights and counts in a sentence, brought to one unit each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from casewright.facts.cues import word_set, word_table
from casewright.facts.numerals import read_number
from casewright.facts.sentences import Word
from casewright.types import Language, Quantity
from casewright.vocabulary.finds import days

__all__ = ["Amount", "AmountKind", "amount_kind", "find_amounts", "same_amount"]

AmountKind = Literal["duration", "dose", "points", "amount", "count", "change"]

_ONCE: Mapping[str, float] = {"once": 1, "twice": 2, "thrice": 3}


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a sentence; ``first`` and ``last`` are word indexes, half open.

    ``vague`` marks a bare number, which is a count only beside what it counts.
    """

    quantity: Quantity
    kind: AmountKind
    first: int
    last: int
    vague: bool = False


def amount_kind(quantity: Quantity) -> AmountKind:
    """The kind of a quantity, by its unit."""
    named: Mapping[str, AmountKind] = {
        "mg": "dose", "points": "points", "units_per_day": "amount", "times": "count", "kg": "change"
    }  # fmt: skip
    return named.get(quantity.unit, "duration")


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same: exact in one unit, within a tenth across units (a month, four weeks)."""
    if amount_kind(one) != amount_kind(other):
        return False
    first, second = days(one), days(other)
    if first is None or second is None:
        return abs(one.value - other.value) <= 0.01 * max(abs(one.value), 1e-9)
    slack = 0.01 if one.unit == other.unit else 0.1
    return abs(first - second) <= slack * max(first, second)


def find_amounts(words: Sequence[Word], language: Language) -> tuple[Amount, ...]:
    """Every quantity of a sentence in order; of a range both ends."""
    found: list[Amount] = []
    i = 0
    while i < len(words):
        here = _at(words, i, language)
        found.extend(here)
        i = max([i + 1, *(item.last for item in here)])
    return tuple(found)


def _at(words: Sequence[Word], i: int, language: Language) -> list[Amount]:
    fold = words[i].fold
    if fold in _ONCE:
        return [] if _fold(words, i + 1) in ("a", "per", "daily", "weekly") else [_count(_ONCE[fold], i, i + 1)]
    if language == "en" and fold in ("a", "an", "one") and (whole := _single(words, i, language)):
        return whole
    number = read_number(words, i, language)
    return [] if number is None else _measured(words, i, *number, language)


def _single(words: Sequence[Word], i: int, language: Language) -> list[Amount]:
    """``for a week``, ``a year and a half``, ``half a year``; ``twice a week`` is a rate."""
    unit = _durations(language).get(_fold(words, i + 1))
    if unit is None:
        return []
    if words[i].fold != "one" and not (
        _fold(words, i - 1) in word_set("span-before") or _fold(words, i + 2) in word_set("ago") or i == 0
    ):
        return []
    value, last = _and_a_half(words, i + 2, 1.0, language)
    return [Amount(Quantity(value * unit[0], unit[1]), "duration", i, last)]


def _and_a_half(words: Sequence[Word], i: int, value: float, language: Language) -> tuple[float, int]:
    tail = tuple(_fold(words, k) for k in range(i, i + 3))
    if language == "en" and tail == ("and", "a", "half"):
        return value + 0.5, i + 3
    if language == "es" and tail[0] == "y" and tail[1] in ("medio", "media"):
        return value + 0.5, i + 2
    return value, i


def _measured(words: Sequence[Word], i: int, value: float, after: int, language: Language) -> list[Amount]:
    value, after, other = _range(words, value, after, language)
    if language == "en" and _fold(words, after) in ("a", "an", "of", "more") and value in (0.5, 2.0, 12.0):
        after += _fold(words, after + 1) in _durations("en")
    if language == "es" and _fold(words, after) == "de" and words[after - 1].fold in ("par", "docena"):
        after += 1
    values = [value] if other is None else [value, other]
    return [amount for one in values if (amount := _unit(words, i, one, after, language)) is not None]


def _range(words: Sequence[Word], value: float, after: int, language: Language) -> tuple[float, int, float | None]:
    """``two to three``, ``2-3``, ``dos o tres``: the other end, if there is one."""
    if after >= len(words):
        return value, after, None
    joined = words[after].gap in ("-", "–", "—") and words[after].raw[0].isdigit()
    step = after if joined else after + 1
    if not joined and words[after].fold not in ("to", "or", "a", "o"):
        return value, after, None
    number = read_number(words, step, language) if step < len(words) else None
    if number is None or number[0] <= value or _fold(words, number[1]) not in _unit_words():
        return value, after, None
    return value, number[1], number[0]


def _unit(words: Sequence[Word], i: int, value: float, after: int, language: Language) -> Amount | None:
    unit = _fold(words, after)
    if after < len(words) and words[after].gap not in ("", "-", "–", "‑"):
        return _count(value, i, after, vague=True)
    if unit in _durations(language):
        return _duration(words, i, value, after, language)
    if unit in word_table("doses"):
        return Amount(Quantity(value * word_table("doses")[unit], "mg"), "dose", i, after + 1)
    if unit in word_table("weights"):
        return Amount(Quantity(value * word_table("weights")[unit], "kg"), "change", i, after + 1)
    if unit in word_set("points"):
        return Amount(Quantity(value, "points"), "points", i, after + 1)
    if unit in word_set("drinks"):
        return _drinks(words, i, value, after)
    if unit in word_set("times"):
        rate = _fold(words, after + 1) in word_set("rate")
        return None if rate else _count(value, i, after + 1)
    return _count(value, i, after, vague=True)


def _duration(words: Sequence[Word], i: int, value: float, after: int, language: Language) -> Amount | None:
    before, behind = _fold(words, i - 1), _fold(words, after + 1)
    if (
        before in ("every", "each", "cada")
        or behind in ("old", "olds", "edad")
        or (behind == "de" and _fold(words, after + 2) == "edad")
    ):
        return None
    factor, unit = _durations(language)[_fold(words, after)]
    value, last = _and_a_half(words, after + 1, value, language)
    return Amount(Quantity(value * factor, unit), "duration", i, last)


def _drinks(words: Sequence[Word], i: int, value: float, after: int) -> Amount:
    tail = {_fold(words, k) for k in range(after + 1, after + 7)}
    per_day = value / 7 if tail & word_set("weekly") else value
    return Amount(Quantity(per_day, "units_per_day"), "amount", i, after + 1)


def _count(value: float, first: int, last: int, *, vague: bool = False) -> Amount:
    return Amount(Quantity(value, "times"), "count", first, last, vague)


def _fold(words: Sequence[Word], i: int) -> str:
    return words[i].fold if 0 <= i < len(words) else ""


@cache
def _durations(language: Language) -> Mapping[str, tuple[float, str]]:
    return {word: (float(count), unit) for word, (count, unit) in word_table("durations")[language].items()}


@cache
def _unit_words() -> frozenset[str]:
    tables = (_durations("en"), _durations("es"), word_table("doses"), word_table("weights"))
    return frozenset().union(*tables, word_set("points"), word_set("drinks"), word_set("times"))
