"""Filled-in sheets: every row is taken, counted as not answered, or complained of by number and column"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.exams.labels.refusing import refuse_rows
from casewright.exams.labels.tabular import read_table
from casewright.studies.sheets.form import COLUMNS, CONFIDENCE, ERRORS, Verdict, count_of, plain_name, shown, verdict_of
from casewright.studies.sheets.key import RatedReport, text_hash

__all__ = ["Rating", "RatingFile", "read_ratings"]

ASKED = ("verdict", "confidence", *ERRORS, "comment")


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person said of one text. Comments are left where they are: they may quote what they speak of.

    Attributes:
        of: What the text is.
        rater: Who said it.
        verdict: Real, synthetic or can't tell.
        errors: By type, how many; types that aren't there were not marked.
        confidence: From 1, a guess, to 5; ``None`` where it wasn't given.
    """

    of: RatedReport
    rater: str
    verdict: Verdict
    errors: Mapping[str, int] = field(default_factory=dict)
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class RatingFile:
    """What sheets hold. ``blank`` counts rows that nobody answered."""

    ratings: tuple[Rating, ...]
    blank: int = 0


def read_ratings(paths: Sequence[Path], key: Mapping[str, RatedReport]) -> RatingFile:
    """The ratings of one sheet or several: raters send one each.

    Args:
        paths: Sheets as they came back.
        key: Of the sheet that they are copies of.

    Raises:
        InputError: a sheet can't be read, rows of it are wrong (all are named), or a rater rates one text twice.
    """
    ratings: list[Rating] = []
    blank = 0
    first: dict[tuple[str, str], Path] = {}
    for path in paths:
        found, empty = _read(path, key)
        for rating in found:
            unit = rating.rater, rating.of.opaque
            if unit in first:
                where = f"in {str(first[unit])!r} and in {str(path)!r}" if first[unit] != path else f"in {str(path)!r}"
                raise InputError(f"rater {unit[0]!r} rates {unit[1]!r} twice, {where}")
            first[unit] = path
        ratings += found
        blank += empty
    if not ratings:
        raise InputError(f"no row of {', '.join(repr(str(path)) for path in paths)} is answered")
    return RatingFile(tuple(ratings), blank)


def _read(path: Path, key: Mapping[str, RatedReport]) -> tuple[list[Rating], int]:
    """Of one file; a rater who is named once in it is meant by every row."""
    found: list[tuple[int, dict[str, Any]]] = []
    wrong: list[tuple[int, str]] = []
    for number, row in read_table(path):
        named = row if isinstance(row, str) else _named(row)
        if isinstance(named, str):
            wrong.append((number, named))
        else:
            found.append((number, named))
    refuse_rows(path, wrong)
    if not found:
        raise InputError(f"{str(path)!r} has no rows")
    names = {_words(row, "rater") for _, row in found} - {""}
    ratings = list(_ratings(path, found, key, names.pop() if len(names) == 1 else ""))
    return [one for one in ratings if one is not None], sum(one is None for one in ratings)


def _ratings(
    path: Path, rows: Sequence[tuple[int, dict[str, Any]]], key: Mapping[str, RatedReport], only: str
) -> Iterator[Rating | None]:
    wrong: list[tuple[int, str]] = []
    made: list[Rating | None] = []
    for number, row in rows:
        try:
            made.append(_rating(row, key, only))
        except ValueError as error:
            wrong.append((number, str(error)))
    refuse_rows(path, wrong)
    yield from made


def _named(row: Mapping[str, Any]) -> dict[str, Any] | str:
    found: dict[str, Any] = {}
    for name, value in row.items():
        plain = plain_name(str(name))
        if plain not in COLUMNS:
            near = get_close_matches(plain, COLUMNS, n=1)
            hint = f"; nearest: {near[0]}" if near else ""
            hint = "; fields are separated by commas, these by semicolons" if ";" in plain else hint
            return f"unknown column {shown(str(name))}{hint}"
        found[plain] = value
    return found


def _rating(row: Mapping[str, Any], key: Mapping[str, RatedReport], only: str) -> Rating | None:
    """``None`` for a row that nobody answered.

    Raises:
        ValueError: in words what is wrong with the row; nothing of its text.
    """
    name = _words(row, "id")
    if not name:
        raise ValueError("column 'id' is empty")
    if name not in key:
        raise ValueError(f"column 'id': {shown(name)} is not in the key: is it the key of another sheet?")
    entry = key[name]
    if _words(row, "text") and text_hash(name, _words(row, "text")) != entry.hash:
        raise ValueError(f"column 'text' of {name!r} is not what was sent: it was edited, or rows were mixed up")
    if not any(_words(row, column) for column in ASKED):
        return None
    verdict = verdict_of(_words(row, "verdict"))
    if verdict is None:
        raise ValueError(f"column 'verdict' of {name!r} is empty, though other cells of the row are filled in")
    rater = _words(row, "rater") or only
    if not rater:
        raise ValueError("column 'rater' is empty; name the rater in each row, or one rater for the whole file")
    counts = {column: count_of(column, row.get(column) or "") for column in ERRORS}
    return Rating(entry, rater, verdict, {name: n for name, n in counts.items() if n}, _confidence(row))


def _confidence(row: Mapping[str, Any]) -> int | None:
    told = _words(row, "confidence").removesuffix(".0")
    if told and told not in CONFIDENCE:
        raise ValueError(f"column 'confidence': {shown(told)} is none; allowed are {', '.join(CONFIDENCE)}")
    return int(told) if told else None


def _words(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()
