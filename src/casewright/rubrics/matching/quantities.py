"""Quantities in a sentence: durations, doses, amounts, weights, counts. Scale points are read beside the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.rubrics.matching.lexicon import Lexicon
from casewright.rubrics.matching.numbers import Number, read_number
from casewright.types import Quantity
from casewright.vocabulary.concepts import QuantityKind

__all__ = ["Amount", "quantities"]

GROWN = 12
"""Years from which on a bare *N years* may be somebody's age, so that a word must make it a duration."""
FRACTIONS = {"7": "days", "52": "weeks", "12": "months"}
"""Ward shorthand: 2/52 is two weeks."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at words ``start`` to ``end``. ``ago`` marks how long since, ``ahead`` how long until."""

    kind: QuantityKind
    quantity: Quantity
    start: int
    end: int
    ago: bool = False
    ahead: bool = False


def quantities(words: Sequence[str], start: int, stop: int, lexicon: Lexicon) -> Iterator[Amount]:
    """The quantities of a sentence, in order, none overlapping another."""
    units, numbers, end = lexicon.values("units"), lexicon.values("numbers"), start
    for at in range(start, stop):
        word = words[at]
        if at >= end and (word in units or word in numbers or word[0].isdigit()):
            found = _at(words, at, start, stop, lexicon)
            if found is not None:
                yield found
                end = found.end


def _at(words: Sequence[str], at: int, start: int, stop: int, lexicon: Lexicon) -> Amount | None:
    if words[at] in lexicon.values("units"):
        return _unit_alone(words, at, start, stop, lexicon)
    number = read_number(words, at, stop, lexicon)
    if number is None or number.end >= stop:
        return None
    shorthand = _shorthand(words, number, stop)
    if shorthand is not None:
        return shorthand
    return _with_unit(words, number, start, stop, lexicon)


def _with_unit(words: Sequence[str], number: Number, start: int, stop: int, lexicon: Lexicon) -> Amount | None:
    at = number.end
    while at < stop and at - number.end < 2 and words[at] in lexicon.words("fillers"):
        at += 1
    if at >= stop:
        return None
    unit = words[at]
    if unit in lexicon.values("units"):
        return _duration(words, number, at, start, stop, lexicon)
    if unit in lexicon.values("doses"):
        return Amount("dose", Quantity(number.value * lexicon.values("doses")[unit], "mg"), number.start, at + 1)
    if unit in lexicon.values("weights"):
        return Amount(
            "change", Quantity(_rounded(number.value * lexicon.values("weights")[unit]), "kg"), number.start, at + 1
        )
    if unit in lexicon.values("counts") and not number.article:
        return Amount("count", Quantity(number.value, "times"), number.start, at + 1)
    return _amount(words, number, at, stop, lexicon)


def _rounded(value: float) -> float:
    return round(value, 2)


def _duration(words: Sequence[str], number: Number, at: int, start: int, stop: int, lexicon: Lexicon) -> Amount | None:
    unit, times = lexicon.values("units")[words[at]]
    value, end = number.value * times, at + 1
    half = tuple(words[end : min(stop, end + 3)])
    if half == ("and", "a", "half") or half[:2] in (("y", "medio"), ("y", "media")):
        value, end = value + times / 2, end + (3 if half[0] == "and" else 2)
    if _is_age(words, number, unit, end, start, stop, lexicon) or _is_rate(words, number, start, lexicon):
        return None
    before = set(words[max(start, number.start - 3) : number.start])
    after = set(words[end : min(stop, end + 2)])
    ago = "ago" in after or "atras" in after or _hace(words, number.start, start, lexicon)
    ahead = words[number.start - 1] in lexicon.words("later") if number.start > start else False
    if unit == "years" and value >= GROWN and not (before | after) & set(lexicon.words("periods")):
        return None
    return Amount("duration", Quantity(value, unit), number.start, end, ago, ahead and not ago)


def _hace(words: Sequence[str], at: int, start: int, lexicon: Lexicon) -> bool:
    """Spanish *hace tres años*, which is no *desde hace tres años*."""
    back = [at - 1, at - 2] if at - 1 > start and words[at - 1] in lexicon.words("periods") - {"hace"} else [at - 1]
    for index in back:
        if index >= start and words[index] == "hace":
            return not (index > start and words[index - 1] in ("desde",))
    return False


def _is_age(words: Sequence[str], number: Number, unit: str, end: int, start: int, stop: int, lexicon: Lexicon) -> bool:
    if unit != "years":
        return False
    after = tuple(words[end : min(stop, end + 2)])
    if after and (after[0] in lexicon.words("compared") or after in (("of", "age"), ("de", "edad"))):
        return True
    before = words[max(start, number.start - 3) : number.start]
    nouns = lexicon.words("age_nouns")
    linked = bool(before) and (before[-1] in nouns or before[-1] in ("of", "de", ","))
    return tuple(before[-2:]) in (("a", "los"), ("at", "age")) or (linked and any(word in nouns for word in before))


def _is_rate(words: Sequence[str], number: Number, start: int, lexicon: Lexicon) -> bool:
    """*twice a week*, *60 a day*, *every two weeks*."""
    if number.start <= start:
        return False
    before = words[number.start - 1]
    return before in lexicon.words("not_durations") or (number.article and before[0].isdigit())


def _unit_alone(words: Sequence[str], at: int, start: int, stop: int, lexicon: Lexicon) -> Amount | None:
    """*for months* has no value; *last week*, *el último mes* and *a fortnight* have one."""
    if at > start and words[at - 1] in lexicon.words("ones"):
        unit, times = lexicon.values("units")[words[at]]
        return Amount("duration", Quantity(float(times), unit), at - 1, at + 1)
    return None


def _shorthand(words: Sequence[str], number: Number, stop: int) -> Amount | None:
    at = number.end
    if at + 1 < stop and words[at] == "/" and words[at + 1] in FRACTIONS and number.value < 100:
        return Amount("duration", Quantity(number.value, FRACTIONS[words[at + 1]]), number.start, at + 2)
    return None


def _amount(words: Sequence[str], number: Number, at: int, stop: int, lexicon: Lexicon) -> Amount | None:
    """*ten units a day*, *70 unidades a la semana*: per day."""
    for noun in range(at, min(stop, at + 3)):
        if words[noun] in lexicon.values("amounts"):
            return _per(words, number, noun + 1, stop, lexicon)
        if not words[noun][0].isalnum():
            return None
    return None


def _per(words: Sequence[str], number: Number, at: int, stop: int, lexicon: Lexicon) -> Amount | None:
    for index in range(at, min(stop, at + 6)):
        days = lexicon.values("rates").get(words[index])
        if days is not None:
            quantity = Quantity(_rounded(number.value / days), "units_per_day")
            return Amount("amount", quantity, number.start, index + 1)
    return None
