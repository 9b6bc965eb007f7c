"""Lengths of time as they stand in a text, by the bank of numbers and units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from casewright.exams.swaps import Swap
from casewright.exams.word_bank import bank
from casewright.types import Language, Quantity, Report, Section

__all__ = ["find_spans"]


def find_spans(report: Report, section: str, quantity: Quantity, new: Quantity) -> list[Swap]:
    """Where a section names this length, or else any section; with the swap that puts the other there."""
    own = [place for place in report.sections if place.id == section]
    return _found(report, own, quantity, new) or _found(report, report.sections, quantity, new)


def _found(report: Report, places: Sequence[Section], quantity: Quantity, new: Quantity) -> list[Swap]:
    return [
        Swap(*match.span(), put=_written(match, new, report.language))
        for place in places
        for match in _expression(report.language).finditer(report.text, place.start, place.end)
        if _read(match, report.language) == quantity
    ]


@cache
def _expression(language: Language) -> re.Pattern[str]:
    """A number and a unit, the article before it where the language has one; or a phrase of the bank.

    What the bank says not to stand before is left alone: "within a month" is no month.
    """
    words = bank("duration")[language]
    numbers, units, phrases = ("|".join(words[name]) for name in ("numbers", "units", "phrases"))
    before = "".join(rf"(?<!{word} )" for word in words["not_after"])
    articles = "|".join(words["articles"]) or "(?!)"
    span = rf"(?:(?P<article>{articles}) )?(?P<number>\d+|{numbers}) (?P<unit>{units})"
    return re.compile(rf"{before}\b(?:(?P<phrase>{phrases})|{span})\b", re.IGNORECASE)


def _read(match: re.Match[str], language: Language) -> Quantity:
    words = bank("duration")[language]
    if match["phrase"]:
        value, unit, _ = words["phrases"][match["phrase"].lower()]
        return Quantity(float(value), unit)
    number = match["number"].lower()
    return Quantity(float(words["numbers"].get(number) or number), words["units"][match["unit"].lower()])


def _written(match: re.Match[str], new: Quantity, language: Language) -> str:
    """The new length in digits where the old one had them, else in words."""
    words: Any = bank("duration")[language]
    names = {int(value): name for name, value in reversed(words["numbers"].items())}
    many = {unit: name for name, unit in words["units"].items()}[new.unit]
    digits = match["number"] is not None and match["number"].isdigit()
    number = str(int(new.value)) if digits else names.get(int(new.value), str(int(new.value)))
    span = f"{number} {many}"
    if match["phrase"]:
        return str(words["phrases"][match["phrase"].lower()][2]).format(span=span)
    return f"{words['articles'][many]} {span}" if match["article"] else span
