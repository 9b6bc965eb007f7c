"""Reading a reference corpus from the user's own file: JSON Lines (plain or gzip), CSV or Parquet.

Rows that can't be used are left out, counted and listed by number; their content is never quoted, in a message or
anywhere else. Rows are numbered from 1: lines of a JSON Lines file, records after the heading of a CSV file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.rows import read_rows

__all__ = ["ReferenceNote", "ReferenceNotes", "read_reference"]

ROWS_LISTED = 10


@dataclass(frozen=True, slots=True, repr=False)
class ReferenceNote(Confidential):
    """One real note: its row in the file, its text, and whose it is."""

    row: int
    text: str = field(repr=False)
    patient: str = field(repr=False)


class ReferenceNotes(tuple[ReferenceNote, ...], Confidential):
    """The notes of a file, with the rows that were left out.

    Attributes:
        skipped: why a row was left out, by row number.
        unnamed: rows without a patient, kept as a patient of their own each.
    """

    skipped: Mapping[int, str]
    unnamed: tuple[int, ...]

    def __new__(
        cls, notes: Iterable[ReferenceNote], skipped: Mapping[int, str], unnamed: tuple[int, ...]
    ) -> ReferenceNotes:
        self = super().__new__(cls, notes)
        self.skipped, self.unnamed = skipped, unnamed
        return self

    def __repr__(self) -> str:
        return f"<ReferenceNotes: {len(self)} notes, {len(self.skipped)} rows left out>"


def read_reference(path: Path, *, patient_field: str | None, text_field: str = "text") -> ReferenceNotes:
    """Reads the notes of a file.

    Without ``patient_field`` every row counts as a patient of its own. The result is a tuple of notes that also
    tells which rows were left out.

    Raises:
        InputError: the file can't be read, is of an unknown type, or has no row that can be used.
    """
    notes: list[ReferenceNote] = []
    skipped: dict[int, str] = {}
    unnamed: list[int] = []
    fields: set[str] = set()
    for number, row in read_rows(path):
        if isinstance(row, str):
            skipped[number] = row
            continue
        fields.update(row)
        text = row.get(text_field)
        if problem := _problem(text, text_field):
            skipped[number] = problem
            continue
        patient = _patient(row, patient_field)
        if patient is None and patient_field is not None:
            unnamed.append(number)
        notes.append(ReferenceNote(number, str(text), patient or f"row:{number}"))
    _check(path, notes, skipped, fields, text_field)
    if patient_field is not None and len(unnamed) == len(notes):
        raise InputError(f"{str(path)!r}: no row names a patient in {patient_field!r}; fields: {_listed(fields)}")
    return ReferenceNotes(notes, skipped, tuple(unnamed))


def _problem(text: Any, field_name: str) -> str | None:
    if not isinstance(text, str):
        return f"no text in {field_name!r}"
    if not text.strip():
        return "empty text"
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "not UTF-8 text"
    return None


def _patient(row: Mapping[str, Any], field_name: str | None) -> str | None:
    value = row.get(field_name) if field_name is not None else None
    if isinstance(value, (str, int)) and str(value).strip():
        return f"patient:{str(value).strip()}"
    return None


def _check(
    path: Path, notes: list[ReferenceNote], skipped: Mapping[int, str], fields: set[str], text_field: str
) -> None:
    if notes:
        return
    if fields and text_field not in fields:
        raise InputError(f"{str(path)!r}: no field {text_field!r}; fields: {_listed(fields)}")
    some = ", ".join(f"{row} ({why})" for row, why in list(skipped.items())[:ROWS_LISTED])
    raise InputError(f"{str(path)!r} has no usable row" + (f"; rows {some}" if some else ""))


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(repr(name[:40]) for name in sorted(fields)[:20])
