"""Dates that can't be, that lie ahead of the document's own, or that are in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from casewright.rubrics.checks.phrases import phrases, read_table
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.types import Mention

__all__ = ["date_conflicts"]

ROLES = ("birth", "start", "end", "report", "ahead")
REACH = 8
"""Words before a date within which its role is said."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date at words of a sentence with its possible days (day or month first), none if there is no such day."""

    line: Line
    first: int
    last: int
    days: tuple[date, ...]
    role: str | None


def date_conflicts(reading: Reading) -> Iterator[Mention]:
    """Every date at odds; where none is and at least two could be compared, the last as in order."""
    dates = [item for line in reading.lines for item in _dates(reading, line)]
    wrong = [item for item in dates if _wrong(item, dates)]
    roles = [item for item in dates if item.role in ("start", "end", "report", "birth")]
    for item in wrong or (roles[-1:] if len(roles) > 1 else []):
        yield derived("date-conflict", item.line, item.first, item.last, wrong=bool(wrong))


def _wrong(item: _Dated, dates: Sequence[_Dated]) -> bool:
    if not item.days:
        return True
    report = next((other for other in dates if other.role == "report" and other.days), None)
    if report is not None and item.role != "ahead" and min(item.days) > max(report.days):
        return item.role != "end"  # a letter may be written before the day of discharge
    starts = [other for other in dates if other.role == "start" and other.days]
    if item.role == "end" and len(starts) == 1:
        return max(item.days) < min(starts[0].days)
    return item.role == "birth" and any(
        max(other.days, default=date.max) < min(item.days) for other in dates if other.role in ("start", "report")
    )


def _dates(reading: Reading, line: Line) -> Iterator[_Dated]:
    roles = list(phrases("dates.yaml", reading.language).find(line, *ROLES))
    end = 0
    for at in range(len(line.words)):
        found = _date(line, at) if at >= end else None
        if found is not None:
            end, parts = found
            days = tuple(day for part in parts if (day := _day(*part)) is not None)
            near = [(last, name) for name, _, last in roles if at - REACH <= last <= at]
            yield _Dated(line, at, end, days, max(near)[1] if near else None)


def _date(line: Line, at: int) -> tuple[int, list[tuple[int, int, int]]] | None:
    """The word behind a full date at a word, and its readings as (year, month, day)."""
    words = line.words[at : at + 6]
    if len(words) >= 5 and words[1] == words[3] and words[1] in "/-" and all(w.isdigit() for w in words[:5:2]):
        return _figures(at, words)
    month = _months().get(line.word(at))
    if month and line.word(at + 1).isdigit():  # "March 5, 2024"
        year = at + 2 + (line.word(at + 2) in (",", "st", "nd", "rd", "th")) + (line.word(at + 3) == ",")
        return _worded(line, year, month, int(line.word(at + 1)))
    after = at + 1 + (line.word(at + 1) in ("de", "of", "st", "nd", "rd", "th"))
    if line.word(at).isdigit() and _months().get(line.word(after)):  # "5 de marzo de 2024"
        year = after + 1 + (line.word(after + 1) in ("de", "del", ","))
        return _worded(line, year, _months()[line.word(after)], int(line.word(at)))
    return None


def _figures(at: int, words: Sequence[str]) -> tuple[int, list[tuple[int, int, int]]] | None:
    one, two, three = int(words[0]), int(words[2]), int(words[4])
    if len(words[0]) == 4:
        return at + 5, [(one, two, three)]
    return (at + 5, [(three, two, one), (three, one, two)]) if len(words[4]) == 4 else None


def _worded(line: Line, year: int, month: int, day: int) -> tuple[int, list[tuple[int, int, int]]] | None:
    figure = line.word(year)
    return (year + 1, [(int(figure), month, day)]) if figure.isdigit() and len(figure) == 4 else None


@cache
def _months() -> dict[str, int]:
    return {
        name: place + 1 for names in read_table("dates.yaml")["months"].values() for place, name in enumerate(names)
    }


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
