"""Numbers as digits and as words, English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.facts.cues import word_table
from casewright.facts.sentences import Word
from casewright.types import Language

__all__ = ["read_number"]


def _names(language: Language) -> Mapping[str, float]:
    names: Mapping[str, float] = word_table("numbers")[language]
    return names


def read_number(words: Sequence[Word], i: int, language: Language) -> tuple[float, int] | None:
    """The number that starts at word ``i`` and the index after it, or ``None``.

    English ``a`` and ``an`` are no numbers here: whether they count depends on what follows.
    """
    if words[i].fold[0].isdigit():
        value = _digits(words[i].raw)
        return None if value is None else (value, i + 1)
    value = _names(language).get(words[i].fold)
    return None if value is None else _join(words, i, value, language)


def _join(words: Sequence[Word], i: int, value: float, language: Language) -> tuple[float, int]:
    """Thirty-four, treinta y cuatro, one hundred (and) fifty, ciento cincuenta."""
    after = i + 1
    if 20 <= value <= 90 and value % 10 == 0:
        step = after + (language == "es" and _at(words, after) == "y")
        ones = _names(language).get(_at(words, step), 0)
        return (value + ones, step + 1) if 1 <= ones <= 9 and ones == int(ones) else (value, after)
    if language == "en" and 1 <= value <= 9 and _at(words, after) == "hundred":
        value, after = value * 100, after + 1
    if value >= 100 and value % 100 == 0:
        step = after + (_at(words, after) == "and")
        rest = (
            read_number(words, step, language) if step < len(words) and _at(words, step) in _names(language) else None
        )
        if rest is not None and 1 <= rest[0] < 100:
            return value + rest[0], rest[1]
    return value, after


def _at(words: Sequence[Word], i: int) -> str:
    return words[i].fold if i < len(words) else ""


def _digits(raw: str) -> float | None:
    """7.5 and 7,5 are decimals; 1,500 and 1.500 are thousands."""
    parts = raw.replace(",", ".").split(".")
    if len(parts) == 1:
        return float(parts[0]) if len(raw) < 10 else None
    if len(parts) == 2 and (len(parts[1]) != 3 or parts[0] == "0"):
        return float(".".join(parts))
    return float("".join(parts)) if all(len(part) == 3 for part in parts[1:]) and len(raw) < 12 else None
