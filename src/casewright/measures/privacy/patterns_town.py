"""Towns after prepositions and labels, by what is known of their names and by their forms."""

from __future__ import annotations

import re

from casewright.measures.privacy.name_lists import (
    cities,
    common_given_names,
    countries,
    given_names,
    is_ordinary,
    is_unknown,
    surnames,
)
from casewright.measures.privacy.patterns import Pattern

__all__ = ["TOWNS", "is_rare_town"]

_CAP = r"\p{Lu}[\p{L}\p{M}'’\-]+"
_JOINED = "de|del|la|las|los|el|upon|nad|u|am|im|an der|sur|le|les|ob|pri|do|da|dos|di|in|on"
_NAME = rf"({_CAP}(?: (?:(?:{_JOINED}) )*{_CAP}){{0,3}}(?: \([\p{{L}} ]+\))?)"
_EDGE = r"(?:^|[^\p{L}])"
_END = (
    r"(?:$|[,.;:?!)\n]| (?:\d{1,2}[,.;]|and|or|which|where|who|with|for|by|since|until|to|on|at|from|in|is|was|"
    r"has|had|that|as|after|before|last|next|this|because|when|but|during)\b)"
)
_TOWN_FORM = re.compile(
    r"(?:(?:Port|Lake|Fort|North|South|East|West|New|Saint|St\.?|Mount|Upper|Lower|Great|Little|Old|Bad|Sankt|São|"
    r"Villa|"
    r"Borgo|Castel|Nova|Nový|Stará|Velik[aio]|Mal[aio]|Gornj[aie]|Donj[aie]|Gross|Groß|Klein|Ober|Unter|Nieder) \w.*|"
    r"\w{2,}(?:town|ton|ville|burgh?|berg|borough|bury|mouth|stad|furt|chester|haven|shire|heim|dorf|hausen|kirchen|"
    r"köping|järvi|joki|vik|fjord|fjörður|stadt|brück|feld|wald|hofen|ingen|sund|holm|lund|foss|nes|minster|wick|"
    r"pool|field|ford|ham|worth|grad|polis|vár|háza|falva|sziget))"
)
_SHORTEST_SHOUT = 6
"""Letters of a word in capitals that is a town rather than an acronym."""


def _words(name: str) -> list[str]:
    return [word.strip(".,'’()") for word in re.split(r"[ \-]", name) if word.strip(".,'’()")]


def _is_city(name: str) -> bool:
    """Listed; or of a town's form, and nobody's name nor an English word."""
    words = _words(name)
    lowered = name.lower()
    if lowered in cities() or (lowered.split()[0] in cities() and is_unknown(words[0].lower())):
        return True
    if is_ordinary(words[-1]):
        return False
    return bool(_TOWN_FORM.fullmatch(name.title())) and _is_strange(words[-1]) and not _is_someone(words)


def _is_strange_town(name: str) -> bool:
    """Listed, or of words that English, medicine and lists of names lack; not an acronym."""
    words = _words(name)
    if _is_city(name):
        return True
    if is_ordinary(words[0]) or _is_someone(words) or (name.isupper() and len(words[0]) < _SHORTEST_SHOUT):
        return False
    return all(_is_strange(word) or word in _JOINED.split("|") for word in words)


def _is_strange_town_with_code(value: str) -> bool:
    """A town and the postcode behind it; a month and its year are none."""
    name = re.sub(r",? [\d \-]+$", "", value)
    first = _words(name)[0]
    return _is_strange_town(name) or not (is_ordinary(first) or first.lower() in countries())


def is_rare_town(name: str) -> bool:
    """Listed, and with a letter that English lacks: a town wherever it stands."""
    first = name.split()[0].lower()
    return not first.isascii() and (first in cities() or name.lower() in cities())


def _is_labelled(name: str) -> bool:
    """After a label: not of ordinary words alone, nor a country's or a state's name."""
    words = _words(name)
    return not is_ordinary(words[0]) and words[0].lower() not in countries()


def _is_above_country(value: str) -> bool:
    """Two lines of which the second is a country or a state, and the first is neither nor an ordinary word."""
    first, second = (_words(line.strip(" \t>")) for line in value.split("\n"))
    wide = all(word.lower() in countries() for word in second)
    return wide and not is_ordinary(first[0].title()) and first[0].lower() not in countries()


def _is_seat(name: str) -> bool:
    """Of a university: a town, not a country or a state, nor a person's name."""
    words = _words(name)
    wide = all(word.lower() in countries() or is_ordinary(word) for word in words)
    return not wide and words[0] not in common_given_names()


def _is_strange(word: str) -> bool:
    return len(word) > 2 and is_unknown(word.lower())


def _is_someone(words: list[str]) -> bool:
    return words[0].lower() in given_names() or words[0].lower() in surnames()


TOWNS: tuple[Pattern, ...] = (
    Pattern("PLACE", rf"{_EDGE}(?:in|near|"
        rf"from) ({_CAP}(?: (?:(?:{_JOINED}) )*{_CAP}){{0,3}},? \d{{3,6}}(?:[ \-]\d{{2,4}})?)"
        r"(?:$|[,.;:?!)\n]| (?:and|which|where|with|for|by|since|until|to|on|at|from|in|is|was)\b)",
        _is_strange_town_with_code, "en"),
    Pattern("PLACE", rf"{_EDGE}(?:in|near|at|from|to|around|outside|of|via|toward|towards|through) {_NAME}",
        _is_city, "en"),
    Pattern("PLACE", rf"{_EDGE}(?:in|near|outside) {_NAME}{_END}", _is_strange_town, "en"),
    Pattern("PLACE", rf"{_EDGE}(?:University|College|Bishop|Archbishop|Mayor|Museum|Port|Airport|Battle|Treaty|"
        rf"Diocese) of {_NAME}", _is_seat, "en"),
    Pattern("PLACE", rf"(?:^|\n)[ \t]*(?i:where|venue|birthplace|hometown|home town|town|city|village|suburb|"
        rf"county)\s*: *{_NAME}", _is_labelled, "en"),
    Pattern("PLACE",
        rf"{_EDGE}(?:[Cc]ity|[Tt]own|[Vv]illage|capital|[Hh]ometown|[Ss]uburb|[Nn]eighbou?rhood) {_NAME}",
        _is_labelled, "en"),
    Pattern("PLACE", rf"(?:^|"
        rf"\n)[ \t>]*({_CAP}(?: {_CAP}){{0,3}},?[ \t]*\n[ \t>]*{_CAP}(?: {_CAP}){{0,2}}[ \t]*)(?:\n|$)",
        _is_above_country, "en"),
    Pattern("PLACE", rf"{_EDGE}(?:I'm|we're|We're|she's|he's|they're|now|currently|back|down|up|over) in {_NAME}",
        _is_labelled, "en"),
)  # fmt: skip
"""English."""
