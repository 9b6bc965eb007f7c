"""Ages written in words, in English and Spanish."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from casewright.types import Language

__all__ = ["GREAT_AGES", "age_of_words"]

_TENS = {
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "es": ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
}
_UNITS = {
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "es": ["un[oa]?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}
_TEENS = {
    "en": [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    "es": [
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "diecis[eé]is",
        "diecisiete",
        "dieciocho",
        "diecinueve",
    ],
}
_EN, _ES = "|".join(_UNITS["en"]), "|".join(_UNITS["es"])

GREAT_AGES = {
    "en": rf"(?:ninety(?:[ \-](?:{_EN}))?|(?:a|one)[ \-]hundred(?:(?: and)?[ \-](?:{_EN}))?)",
    "es": rf"(?:noventa(?: y (?:{_ES}))?|cien|ciento (?:{_ES}))",
}
"""RE2 for 90 to 109 in words."""


def age_of_words(text: str, language: Language) -> int | None:
    """The first age in words before "year-old" or "años"; ``None`` where there is none. 10 to 99."""
    match = _expression(language).search(text)
    if match is None:
        return None
    return _value(match.group(1), match.group(2), match.group(3), language)


@cache
def _expression(language: Language) -> Any:
    import re2

    between = r"[ \-]" if language == "en" else r" y "
    after = r"[ \-]years?[ \-]old" if language == "en" else r" años"
    tens, units, teens = ("|".join(table[language]) for table in (_TENS, _UNITS, _TEENS))
    return re2.compile(rf"(?i)(?:^|[^\p{{L}}])(?:({tens})(?:{between}({units}))?|({teens})){after}")


def _value(tens: str | None, unit: str | None, teen: str | None, language: Language) -> int:
    import re2

    def place(word: str, table: Sequence[str]) -> int:
        return next(i for i, one in enumerate(table) if re2.fullmatch(f"(?i){one}", word))

    if teen is not None:
        return 10 + place(teen, _TEENS[language])
    ten = 20 + 10 * place(tens or "", _TENS[language])
    return ten + (1 + place(unit, _UNITS[language]) if unit else 0)
