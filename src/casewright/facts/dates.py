"""Dates that can't be, that lie ahead, or that contradict one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from casewright.facts.cues import word_table
from casewright.facts.reading import Passage
from casewright.types import AddedContent, Person

__all__ = ["Stated", "date_problems", "find_dates"]

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_WORDED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,10})\.?(?:\s+del?|,)?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_REPORT = (
    r"date of (?:report|assessment|visit)|(?:assessed|seen) on|fecha(?: de(?:l informe| la consulta| valoración))?"
)
_ROLES = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in (
        ("birth", r"born|birth|dob|nacid[oa]|nacimiento"),
        ("end", r"discharged?|alta"),
        ("start", r"admitted|admission|ingres\w+"),
        ("report", _REPORT),
    )
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in a text; ``days`` are its possible readings (day or month first), none if it can't be."""

    start: int
    end: int
    days: tuple[date, ...]
    role: str | None


def find_dates(text: str) -> tuple[Stated, ...]:
    """Every full date of a text, with the role that the words before it give it."""
    return tuple(sorted((_stated(text, *entry) for entry in _readings(text)), key=lambda item: item.start))


def _readings(text: str) -> Iterator[tuple[re.Match[str], list[tuple[int, int, int]]]]:
    """Each date with its possible (year, month, day); a worded one only where the word is a month."""
    for match in _ISO.finditer(text):
        yield match, [(int(match[1]), int(match[2]), int(match[3]))]
    for match in _SLASHED.finditer(text):
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        yield match, [(year, two, one), (year, one, two)]
    for match in _WORDED.finditer(text):
        if month := _months().get(match[2].lower()):
            yield match, [(int(match[3]), month, int(match[1]))]
    for match in _MONTH_FIRST.finditer(text):
        if month := _months().get(match[1].lower()):
            yield match, [(int(match[3]), month, int(match[2]))]


@cache
def _months() -> dict[str, int]:
    names = word_table("sets")["months"]
    short = {name[:3]: i + 1 for i, name in enumerate(names[:12])}
    return {"setiembre": 9} | short | {name: i % 12 + 1 for i, name in enumerate(names)}


def _stated(text: str, match: re.Match[str], parts: Sequence[tuple[int, int, int]]) -> Stated:
    before = text[max(0, match.start() - 60) : match.start()]
    before = before[max(before.rfind("."), before.rfind("\n")) + 1 :]
    cues = [(hits[-1].end(), name) for name, cue in _ROLES.items() if (hits := list(cue.finditer(before)))]
    role = max(cues)[1] if cues else None
    return Stated(match.start(), match.end(), tuple(day for part in parts if (day := _day(*part)) is not None), role)


@cache
def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_problems(passages: Sequence[Passage], text: str, person: Person) -> Iterator[AddedContent]:
    """Impossible dates; dates after the report's own date, or after today where it has none; dates at odds.

    The clock is read only where a text states a full date and no date of its own.
    """
    dates = find_dates(text) if passages else ()
    report = next((max(item.days) for item in dates if item.role == "report" and item.days), None)
    latest = report or (datetime.now(UTC).date() if dates else None)
    for item in dates:
        if not item.days:
            yield AddedContent("date", None, item.start, item.end, "date: there is no such day")
        elif latest is not None and min(item.days) > latest:
            yield AddedContent("date", None, item.start, item.end, "date: it lies ahead of the report")
    yield from _at_odds(dates, report, person)


def _at_odds(dates: Sequence[Stated], report: date | None, person: Person) -> Iterator[AddedContent]:
    starts = [item for item in dates if item.role == "start" and item.days]
    for end in (item for item in dates if item.role == "end" and item.days):
        if starts and max(end.days) < min(starts[0].days):
            yield AddedContent("date", None, end.start, end.end, "date: discharge comes before admission")
    for born in (item for item in dates if item.role == "birth" and item.days):
        years = {(report - day).days / 365.25 for day in born.days} if report else set()
        if years and not any(-1 <= value - person.age < 2 for value in years):
            message = f"date: the date of birth does not give the age of {person.age}"
            yield AddedContent("date", None, born.start, born.end, message)
