"""The abbreviations that are counted in notes, and those of them that a writer may use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from casewright.documents import parse_document
from casewright.types import Language

__all__ = ["abbreviate", "abbreviations", "count_abbreviations", "usable"]

LONG = 4
"""Letters from which on an abbreviation is nothing else, whatever its case ("EtOH", "ptsd")."""


@cache
def abbreviations(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Every abbreviation of a language that is looked for, with what it shortens; with nothing if none is to use it."""
    text = files(__package__).joinpath("abbreviations.yaml").read_text("utf-8")
    data = parse_document(text, "measures/style/abbreviations.yaml").data[language]
    return {short: tuple(entry.get("long", ())) for short, entry in data.items()}


def usable(language: Language) -> tuple[str, ...]:
    """Those that a writer may use: the fact check and the rules critic read them."""
    return tuple(short for short, long in abbreviations(language).items() if long)


def count_abbreviations(text: str, language: Language) -> Counter[str]:
    """How often each stands in a text, told by its letters and their case."""
    found = (_known(match.group(), language) for match in _pattern(language).finditer(text))
    return Counter(short for short in found if short is not None)


def abbreviate(text: str, language: Language, shorts: Collection[str]) -> str:
    """The text with what these abbreviations shorten shortened; an abbreviation that isn't ours changes nothing."""
    for short, long in abbreviations(language).items():
        if short in shorts and long:
            text = _longs(long).sub(lambda match, short=short: _as_begun(match.group(), short), text)  # type: ignore[misc]
    return text


def _as_begun(long: str, short: str) -> str:
    return short[0].upper() + short[1:] if long[0].isupper() else short


@cache
def _longs(long: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, long))})(?![\w-]|['’]s\b)", re.IGNORECASE)


def _known(found: str, language: Language) -> str | None:
    """The listed abbreviation that this is: short ones in capitals ("SI") are others in small letters, and so "PT"."""
    short = _by_small_letters(language)[found.lower()]
    exact = short.isupper() and len(short) < LONG and short.isalpha()
    shouted = found.isupper() and not short.isupper() and short.isalpha()
    return None if (exact and found != short) or (shouted and len(short) < LONG) else short


@cache
def _by_small_letters(language: Language) -> Mapping[str, str]:
    return {short.lower(): short for short in abbreviations(language)}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    longest_first = sorted(abbreviations(language), key=len, reverse=True)
    return re.compile(rf"(?<![\w/.])(?:{'|'.join(map(re.escape, longest_first))})(?![\w&])", re.IGNORECASE)
