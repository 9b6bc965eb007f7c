"""Identifiers in a text, by pattern: HIPAA Safe Harbor's kinds and their Spanish kin.

Patterns see forms, not meaning. They don't know places smaller than a state, organisations, or names without title,
label or common given name; `casewright.measures.privacy.identifiers_presidio` finds more of those where installed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from casewright.measures.privacy.finding_names import find_listed_names, find_told_names
from casewright.measures.privacy.lower_case import with_capitals
from casewright.measures.privacy.patterns import Found, find_all
from casewright.measures.privacy.patterns_contact import CONTACT, ELECTRONIC
from casewright.measures.privacy.patterns_number import BARE_NUMBERS, NUMBERS
from casewright.measures.privacy.patterns_phone import PHONES
from casewright.measures.privacy.patterns_street import STREETS
from casewright.measures.privacy.patterns_time import TIMES
from casewright.measures.privacy.places import find_places, find_towns
from casewright.measures.privacy.policy import BY_POLICY, IdentifierPolicy
from casewright.measures.surrogates import without_surrogates
from casewright.measures.words import token_keys
from casewright.types import Identifier, Language

__all__ = ["find_identifiers", "find_spans", "judge_identifiers"]


_SHORTEST_REST = 5


def find_identifiers(
    text: str,
    language: Language,
    *,
    policy: IdentifierPolicy,
    planned: Collection[str] = (),
) -> tuple[Identifier, ...]:
    """Identifiers in order, none overlapping another; placeholders such as [NAME] or [FECHA] are none.

    ``planned`` holds names, dates and ages over 89 that the case has. Under ``surrogates`` they are marked as planned;
    an age over 89 that the case has is planned under ``placeholders`` too.
    """
    return judge_identifiers(find_spans(text, language), text, policy=policy, planned=planned)


def judge_identifiers(
    found: Iterable[Found],
    text: str,
    *,
    policy: IdentifierPolicy,
    planned: Collection[str] = (),
) -> tuple[Identifier, ...]:
    """Says of what was found whether it is planned; of two that overlap the first given stays."""
    known = [_folded(value) for value in planned]
    return tuple(
        Identifier(one.type, one.start, one.end, planned=_is_planned(one, text, policy, known))
        for one in sorted(_apart(found), key=lambda one: one.start)
    )


def find_spans(text: str, language: Language) -> Iterator[Found]:
    """What the patterns find, the most specific kinds first; overlaps are left in."""
    text = without_surrogates(text)
    if (raised := with_capitals(text)) != text:
        yield from _spans(raised, language)
    yield from _spans(text, language)


def _spans(text: str, language: Language) -> Iterator[Found]:
    formal = list(
        find_all(
            (*ELECTRONIC, *TIMES, *NUMBERS, *CONTACT, *PHONES, *STREETS, *BARE_NUMBERS),
            text,
            language,
        )
    )
    told = find_told_names(text, language)
    yield from formal
    yield from told
    if language == "en":
        yield from find_towns(text, formal)
    yield from find_places(text, language)
    yield from find_listed_names(text, language, told)


def _apart(found: Iterable[Found]) -> list[Found]:
    """Without overlaps: what comes later keeps the part before what it runs into, and goes where it starts inside."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in found:
        if one.type == "ADDRESS":
            one = _behind(one, taken)
        end = next((place for place in range(one.start, one.end) if place in taken), one.end)
        if end > one.start:
            taken.update(range(one.start, end))
            kept.append(Found(one.type, one.start, end))
    return kept


def _behind(one: Found, taken: Collection[int]) -> Found:
    """An address whose first part was read as something else (a unit's number as a telephone's) keeps the rest."""
    start = next((place for place in range(one.start, one.end) if place not in taken), one.end)
    return one if start == one.start or one.end - start < _SHORTEST_REST else Found(one.type, start, one.end)


def _is_planned(one: Found, text: str, policy: IdentifierPolicy, known: Iterable[str]) -> bool:
    if one.type not in BY_POLICY or (policy != "surrogates" and one.type != "AGE"):
        return False
    value = _folded(text[one.start : one.end])
    return any(value in candidate for candidate in known)


def _folded(value: str) -> str:
    return f" {' '.join(token_keys(value))} "
