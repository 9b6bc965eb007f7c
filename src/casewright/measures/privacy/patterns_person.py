"""Names by what people do and are: verbs of people, kinship and possession, questions, calls, speakers and lists."""

from __future__ import annotations

import re

from casewright.measures.privacy.name_lists import (
    given_names,
    is_english,
    is_listed_given,
    is_ordinary,
    is_surname,
    is_unknown,
    never_names,
    surnames,
)
from casewright.measures.privacy.patterns import Pattern

__all__ = ["NAMES_IN_ROW", "PEOPLE"]

_CAP = r"\p{Lu}[\p{L}\p{M}'’´]*(?:-\p{Lu}[\p{L}\p{M}'’´]*)*"
_PARTICLE = (
    r"(?:(?:de|del|van|van de|van den|van der|von|von der|der|den|ten|ter|te|da|do|dos|di|della|la|le|el|"
    r"al|bin|ibn|af|zu|zum) )?"
)
_FULL = rf"(?:{_CAP}|\p{{Lu}}\.)(?:[ ]{_PARTICLE}(?:{_CAP}|\p{{Lu}}\.)){{0,3}}"
_START = r"(?:^|\n[ \t]*|[.!?:\"”] +[\"“]?)"
_EDGE = r"(?:^|[^\p{L}])"
_DOES = (
    "said|says|told|asked|asks|lives|lived|spent|went|came|gave|works|worked|moved|wants|wanted|shouted|began|wrote|"
    "visited|studied|refused|argued|cried|laughed|drove|walked|thinks|knows|knew|loves|loved|hates|hated|"
    "called|calls|married|divorced|sings|sang|plays|played|teaches|taught|lost|sold|bought|paid|sent|joined|met|"
    "arrived|retired|smiled|agreed|agrees|replied|answered|invited|promised|resigned|graduated|"
    "will be (?:talking|speaking|presenting|performing|playing|attending|joining|coming)|can't|cannot|couldn't|"
    "doesn't|didn't|won't|wouldn't|hasn't"
)
_BEING = (
    "reliable|impulsive|kind|nice|friendly|jealous|angry|happy|sad|smart|clever|shy|honest|married|divorced|"
    "employed|unemployed|pregnant|funny|rude|polite|generous|lazy|brave|lonely|busy|hungry|late|"
    "(?:my|his|her|our|their|your) \\p{Ll}+|years old|here|home|coming|going|from"
)
_OWNED = (
    "song|songs|book|books|novel|film|album|house|home|car|mother|father|mom|dad|son|daughter|wife|husband|brother|"
    "sister|family|parents|children|kids|friend|friends|room|office|name|phone|email|e-mail|birthday|appointment|team|"
    "idea|job|money|voice|party|wedding|funeral|letter|address|number|apartment|place|school|teacher|boss|dog|cat|"
    "girlfriend|boyfriend|partner|uncle|aunt|cousin|kid|kids|child|baby|mum|grandson|granddaughter|grandmother|"
    "grandfather"
)
_TOLD_OF = (
    "novel|song|book|album|film|movie|family|household|residence|estate|brothers|sisters|twins|case|trial|kids|boy|girl"
)
_ADJECTIVE = re.compile(
    r"(?:[ai]tive|sive|ous|ary|ing|ed|ly|al|ic|able|itis|osis|emia|oma|zole|pril|statin|mab|nib|ment|ness)$"
)
"""Endings that words of medicine have and names don't."""


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word).strip(".'’").lower()


def _is_person(name: str) -> bool:
    """Known as a name, or no English word, whatever its ending is like."""
    first = _bare(name.split()[0])
    if is_ordinary(name.split()[0]):
        return False
    known = first in given_names() or first in surnames()
    return known or not (is_english(first.removesuffix("s")) or _ADJECTIVE.search(first))


def _is_said(name: str) -> bool:
    return not is_ordinary(name.split()[0])


def _is_known(name: str) -> bool:
    first = _bare(name.split()[0])
    return not is_ordinary(name.split()[0]) and (first in given_names() or first in surnames())


def _is_family(name: str) -> bool:
    """A surname, ordinary word or not, or a word that is neither English nor medicine's."""
    word = _bare(name)
    return word not in never_names() and not name.isupper() and (is_surname(word) or is_unknown(word))


def _is_family_first(name: str) -> bool:
    return _is_family(name.split()[0])


def _is_called(name: str) -> bool:
    """A given name, be it an ordinary word too ("Mark!")."""
    return _bare(name) not in never_names() and (is_listed_given(_bare(name)) or _is_known(name))


def _are_people(value: str) -> bool:
    """Of names joined by commas and "and": every one a name of some kind, at most half of them ordinary words."""
    names = [name for name in re.split(r",? and |, ", value) if name]
    ordinary = sum(is_ordinary(name) for name in names)
    if any(map(str.isupper, names)):
        return False
    known = sum(is_surname(_bare(name)) or is_listed_given(_bare(name)) for name in names)
    return (
        known > len(names) // 3
        and 2 * ordinary <= len(names) + len(names) % 2
        and all(_is_family(name) or _is_called(name) for name in names)
    )


PEOPLE: tuple[Pattern, ...] = (
    Pattern("NAME", rf"{_EDGE}(?i:(?:maiden|first|last|family|middle|given|user|nick)[ \-]?name (?:is|was)) ({_FULL})"),
    Pattern("NAME", rf"{_START}({_FULL}),? (?:{_DOES})\b", _is_person, "en"),
    Pattern("NAME", rf"{_START}({_FULL}) (?:is|was|isn't|wasn't|'s) (?:not |very |so |really |always |quite |too |a )*"
        rf"(?:{_BEING})\b", _is_person, "en"),
    Pattern("NAME", rf"{_EDGE}(?i:why|where|how|when|who|is|was|did|does|has|will|can|could|should)(?: is| was|"
        rf" did| does|"
        rf" has| will| can|'s|’s) ({_FULL})", _is_person, "en"),
    Pattern("NAME", rf"[!?,.\"”] (?:said|says|asked|replied|answered|shouted|cried|whispered|added) ({_FULL})",
        _is_said, "en"),
    Pattern("NAME", rf"{_EDGE}(?:[Tt]he|[Aa]|[Tt]his|[Tt]hat) ({_CAP}) (?:{_TOLD_OF})\b", _is_family, "en"),
    Pattern("NAME", rf"{_EDGE}({_CAP})(?:'s|’s) (?:\p{{Ll}}+ )?(?:{_OWNED})\b", _is_family, "en"),
    Pattern("NAME", rf"{_EDGE}(?:starring|(?:directed|written|sung|played|composed|recorded|produced|"
        rf"painted) by) ({_CAP}(?: {_CAP}){{0,2}})",
        _is_family_first, "en"),
    Pattern("NAME", rf"{_EDGE}(?:[Ee]x-|[Ff]ormer )\p{{L}}+ ({_FULL})", _is_person, "en"),
    Pattern("NAME", rf", ({_CAP})[!?](?:[\s\"”]|$)", _is_called, "en"),
    Pattern("NAME", rf"(?:^|\n)[ \t]*({_CAP}(?: {_CAP})?) ?: ?[\"“]", _is_person, "en"),
    Pattern("NAME", rf"(?:^|\n)[ \t]*({_CAP}): \p{{Lu}}[\p{{L}}'’]* \p{{Ll}}+[^\n]*[!?.](?:\n|$)", _is_called, "en"),
    Pattern("NAME", rf"{_EDGE}({_FULL}) (?:and (?:his|her|their)|or (?:his|her)) \p{{Ll}}+", _is_known, "en"),
    Pattern("NAME", rf"{_EDGE}({_CAP} (?:van|van de|van den|van der|von|von der|ten|ter|den|der|bin|ibn|af|zu) {_CAP})",
        _is_person, "en"),
)  # fmt: skip
"""English mostly; each with a check of the first word."""

NAMES_IN_ROW: tuple[Pattern, ...] = (
    Pattern("NAME", rf"{_EDGE}({_CAP}(?:, {_CAP})*,? and {_CAP}) (?:were|are|have|had|both|will|went|met|got|did)\b",
        _are_people, "en"),
    Pattern("NAME", rf"{_EDGE}(?:founders|partners|brothers|sisters|children|sons|daughters|friends|members|"
        rf"authors|guests|"
        rf"between|parents|people|colleagues)(?::| are| were|,| named)? ({_CAP}(?:, {_CAP})*,? and {_CAP})",
        _are_people, "en"),
    Pattern("NAME", rf"{_EDGE}({_CAP}(?:, {_CAP}){{2,}},? and {_CAP})", _are_people, "en"),
)  # fmt: skip
"""Names joined by commas and "and", as one passage."""
