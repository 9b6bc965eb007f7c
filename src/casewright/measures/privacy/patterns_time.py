"""Dates finer than a year, and ages over 89. A year alone is no identifier (45 CFR 164.514(b)(2)(i)(C))."""

from __future__ import annotations

import re

from casewright.measures.privacy.number_words import GREAT_AGES
from casewright.measures.privacy.patterns import Pattern, digits_of

__all__ = ["TIMES"]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_MESES = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_MES = r"ene\.?|feb\.?|mar\.?|abr\.?|may\.?|jun\.?|jul\.?|ago\.?|sept?\.?|oct\.?|nov\.?|dic\.?"
_YEAR = r"(?:18|19|20)\d{2}"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th)?"


def _is_date(value: str) -> bool:
    """Three numbers, apart by one kind of separator, that can be a day, a month and a year in some order."""
    separators = set(re.sub(r"\d", "", value))
    parts = [part for part in re.split(r"[/.\-]", value) if part]
    if len(separators) != 1 or len(parts) != 3:
        return False
    if len(parts[0]) == 4:
        return _is_month_day(parts[1], parts[2])
    return _is_year(parts[2], padded=len(parts[0]) == len(parts[1]) == 2, mark=separators.pop()) and (
        _is_month_day(parts[0], parts[1]) or _is_month_day(parts[1], parts[0])
    )


def _is_month_day(month: str, day: str) -> bool:
    return len(month) <= 2 and len(day) <= 2 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _is_year(year: str, *, padded: bool, mark: str) -> bool:
    if len(year) == 4:
        return year[:2] in ("18", "19", "20")
    return len(year) == 2 and (mark == "/" or (mark == "-" and padded))


def _is_day_month(value: str) -> bool:
    first, second = re.split(r"[/\-]", value)
    return _is_month_day(first, second) or _is_month_day(second, first)


def _is_great_age(value: str) -> bool:
    return 90 <= int(digits_of(value)) <= 120


TIMES: tuple[Pattern, ...] = (
    Pattern("DATE", r"(?:^|[^\d/.\-])(\d{1,4}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{1,2}))(?:$|[^\d/\-]|T\d)", _is_date),
    Pattern("DATE", rf"(?:^|[^\d/.\-])((?:0?[1-9]|1[0-2])[/\-]{_YEAR})(?:$|[^\d/\-])"),
    Pattern("DATE", rf"\b((?:{_MONTHS}) {_DAY}{_ORDINAL}\b(?:,? {_YEAR}\b)?)"),
    Pattern("DATE", rf"\b({_DAY}{_ORDINAL}(?: of)?[ \-](?:{_MONTHS})\b(?:,?[ \-]{_YEAR}\b)?)"),
    Pattern("DATE", rf"\b((?:{_MONTHS})(?: of|,)? {_YEAR})\b"),
    Pattern("DATE", rf"(?i)\b({_DAY}[º°]?(?: de)?[ \-](?:{_MESES})\b(?:,?(?: de| del)?(?: año)?[ \-]{_YEAR}\b)?)"),
    Pattern("DATE", rf"(?i)\b((?:{_MESES})(?: de|/)? ?'?\d{{2}})\b(?:$|[^\d%])"),
    Pattern("DATE", rf"(?i)\b((?:{_MESES})(?: de| del|,)?(?: año)? {_YEAR})\b"),
    Pattern("DATE", r"(?i)\b(?:d[ií]a|fecha|date|dated|dob)\s*:?\s*(\d{1,2}[/\-]\d{1,2})(?:$|[^\d/\-])", _is_day_month),
    Pattern("DATE", r"\b((?:19|20)\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?Z?)"),
    Pattern("DATE", rf"(?i)\b({_DAY}[ \-]?(?:{_MONTHS})[ \-,]{{0,2}}(?:{_YEAR}|'?\d{{2}}))\b"),
    Pattern("DATE", rf"(?i)\b({_DAY}[ \-/.](?:{_MES})[ \-/.]{{1,2}}(?:{_YEAR}|\d{{2}}))\b"),
    Pattern("DATE", rf"\b({_DAY}[/\-](?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})[/\-](?:{_YEAR}|\d{{2}}))\b"),
    Pattern("DATE", rf"\b({_YEAR}\.\d{{2}}\.\d{{2}})\b", _is_date),
    Pattern(
        "DATE",
        r"(?i)\b(?:admitted|discharged|seen|visit(?:ed)?|dated|born|since|until|through|scheduled|dos|doa|"
        r"ingres[oó]|alta)"
        r"(?: on| for| el)?:? (\d{1,2}[/\-]\d{1,2})(?:$|[^\d/\-])",
        _is_day_month,
    ),
    Pattern("AGE", rf"(?i)\b({GREAT_AGES['en']})[ \-]years?(?:[ \-]old| of age)"),
    Pattern("AGE", rf"(?i)\b({GREAT_AGES['es']}) años"),
    Pattern("AGE", r"(?:^|[^\d.\-/])(9\d|1[01]\d) ?(?:yo|YO|y/o|Y/O|y\.o\.|M|F)\b"),
    Pattern("AGE", r"(?i)\b(\d{2,3})[ \-]*(?:years?|yrs?|y)[ .\-/]*(?:old|o\b|of age)", _is_great_age),
    Pattern("AGE", r"(?i)\b(?:aged?|edad)\s*:?\s*(?:of |de )?(\d{2,3})\b", _is_great_age),
    Pattern("AGE", r"(?i)\b(?:de|con|tiene|cumplidos) (\d{2,3}) años", _is_great_age),
    Pattern("AGE", r"(?i)\b(\d{2,3}) años de edad", _is_great_age),
)
"""Month and year together count, month or weekday alone don't."""
