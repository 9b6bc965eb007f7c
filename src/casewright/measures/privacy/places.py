"""What is known of places: cities, which identify, and countries and states, which don't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from casewright.measures.privacy.name_lists import (
    common_given_names,
    countries,
    is_ordinary,
)
from casewright.measures.privacy.patterns import Found, find_all
from casewright.measures.privacy.patterns_name import INSTRUMENT
from casewright.measures.privacy.patterns_place import BEFORE_PLACE, CUED_PLACES
from casewright.measures.privacy.patterns_town import TOWNS, is_rare_town
from casewright.types import Language

__all__ = ["find_places", "find_towns"]

_WIDE = frozenset(
    [
        "new",
        "united",
        "republic",
        "south",
        "north",
        "east",
        "west",
        "the",
        "of",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
    ]
)
_BEFORE_NAMES = frozenset(
    [
        "Port",
        "Fort",
        "Mount",
        "Lake",
        "Saint",
        "St",
        "San",
        "Santa",
        "Los",
        "Las",
        "Cape",
        "Upper",
        "Lower",
        "New",
        "North",
        "South",
        "East",
        "West",
        "Great",
    ]
)
_FOREIGN = re.compile(r"\b[^\W\d_a-z][^\W\d_]*[^\W\d_A-Za-z][^\W\d_]*(?: [A-Z]\b)?|\b[À-ÞĀ-ž][^\W\d_]{3,}")
"""A capitalised word with a letter that English lacks."""
_LIKE_WORDS = frozenset(
    [
        "phoenix",
        "buffalo",
        "mobile",
        "reading",
        "bath",
        "austin",
        "jackson",
        "lincoln",
        "madison",
        "columbus",
        "charlotte",
        "aurora",
        "mesa",
        "lima",
        "nice",
        "cork",
        "hull",
        "deal",
        "sandwich",
        "rugby",
        "derby",
        "barking",
        "jordan",
        "hamilton",
        "orange",
        "paris",
        "florence",
        "sydney",
        "victoria",
        "montreal",
        "hammond",
        "salem",
        "troy",
        "corona",
        "flint",
        "gary",
        "macon",
        "eugene",
        "provo",
        "boulder",
        "bend",
        "concord",
        "lansing",
        "independence",
        "normal",
        "peoria",
    ]
)
"""Towns whose names are ordinary words or people's too; behind words that speak of a place only."""
_CODE_BEFORE = re.compile(r"(?<!\d)(\d{5})\.?[ ,\-–]+$")
_CODE_AFTER = re.compile(r"[ ,.\-–(]{1,3}(\d{5})(?![\d.,]\d|\d)")


def find_places(text: str, language: Language) -> Iterator[Found]:
    """Places smaller than a state, and the postcodes beside them: large cities by name; others after words that speak
    of a place.
    """
    for match in _cities().finditer(text):
        found = Found("PLACE", *match.span(1))
        if not _is_thing(found, text, language):
            yield found
            yield from _beside(found, text)
    for one in find_all(CUED_PLACES, text, language):
        if _is_place(text[one.start : one.end]):
            yield one
            yield from _beside(one, text)
    yield from find_all(TOWNS, text, language)
    yield from _rare_towns(text, language)


def _rare_towns(text: str, language: Language) -> Iterator[Found]:
    if language == "en" and not text.isascii():
        for match in _FOREIGN.finditer(text):
            if is_rare_town(match.group()):
                yield Found("PLACE", *match.span())


def find_towns(text: str, streets: Iterable[Found]) -> Iterator[Found]:
    """What stands behind a street: the town, on the same line after a comma or on the next."""
    for one in streets:
        if one.type == "ADDRESS" and (lines := _lines_below().match(text[one.end : one.end + _LONGEST_LINES])):
            yield Found("ADDRESS", *(one.end + place for place in lines.span(1)))
            continue
        match = _town().match(text[one.end : one.end + 60]) if one.type == "ADDRESS" else None
        if match and _is_place(match.group(1)) and text[one.end + match.end(1) :][:1] != ":":
            yield Found("PLACE", *(one.end + place for place in match.span(1)))


_LONGEST_LINES = 400


@cache
def _lines_below() -> Any:
    """Town, state and country behind a street, or on the lines below it, that end with a postcode."""
    import re2

    gap = r"[ \t]{0,8}\n[ \t>]{0,8}"
    return re2.compile(
        rf"(?:[,.]?{gap}|, |[ ])((?:[\p{{L}}][^\n:;!?\d.]{{1,40}}?(?:,? |,?{gap})){{1,4}}?"
        r"\d{3,6}(?:[ \-]\d{2,4})?)[ \t]{0,8}[.?!]?(?:\n|$)"
    )


@cache
def _town() -> Any:
    import re2

    return re2.compile(r"(?:,\s{0,2}|\n[\s>?,]{0,6})(\p{Lu}[\p{L}\p{M}'’\-]+(?: \p{Lu}[\p{L}\p{M}'’\-]+){0,3})")


def _is_thing(one: Found, text: str, language: Language) -> bool:
    """Whether what stands around makes it the name of an institution or a thing ("Boston Naming Test")."""
    after = text[one.end : one.end + 16]
    return bool(
        (language == "en" and after[1:2].isupper() and after[:1] == " ")
        or INSTRUMENT.match(after)
        or BEFORE_PLACE.search(text[max(0, one.start - 24) : one.start])
    )


def _beside(one: Found, text: str) -> Iterator[Found]:
    if match := _CODE_BEFORE.search(text[max(0, one.start - 10) : one.start]):
        yield Found("POSTCODE", *(max(0, one.start - 10) + place for place in match.span(1)))
    if match := _CODE_AFTER.match(text[one.end : one.end + 16]):
        yield Found("POSTCODE", *(one.end + place for place in match.span(1)))


def _is_place(name: str) -> bool:
    words = [word.strip(".,'’") for word in name.split()]
    lowered = [word.lower() for word in words]
    if all(word in countries() or word in _WIDE for word in lowered) or words[0] in common_given_names():
        return False
    if name.lower() in _LIKE_WORDS:
        return True
    if words[0] in _BEFORE_NAMES and len(words) > 1:
        return not is_ordinary(words[1])
    if (INSTRUMENT.fullmatch(words[-1]) and words[-1] != "County") or is_ordinary(words[0]):
        return False
    return not lowered[0].endswith(("ish", "ese", "ian", "itis", "osis", "emia", "pine", "zole", "done", "mine"))


@cache
def _cities() -> Any:
    import re2

    text = resources.files("casewright.measures.privacy").joinpath("cities.txt").read_text(encoding="utf-8")
    lines = " ".join(line for line in text.splitlines() if not line.startswith("#"))
    names = sorted(
        {" ".join(name.split()) for name in lines.split(",")} - {""},
        key=len,
        reverse=True,
    )
    listed = "|".join(re2.escape(name) for name in names)
    return re2.compile(rf"(?:^|[^\p{{L}}])({listed})(?:$|[^\p{{L}}])")
