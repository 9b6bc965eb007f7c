"""Reading a reference corpus from the user's own file: JSON Lines (plain or gzip), CSV or Parquet.

Rows that can't be used are left out, counted and listed by number; their content is never quoted, in a message or
anywhere else. Rows are numbered from 1: lines of a JSON Lines file, records after the heading of a CSV file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.rows import list_fields, read_rows

__all__ = ["ReferenceNote", "ReferenceNotes", "ReferenceStream", "iter_reference", "read_reference"]

ROWS_LISTED = 10
FIELDS_KEPT = 200
"""Names of fields that are remembered, for messages."""


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


class ReferenceStream(Iterator[ReferenceNote], Confidential):
    """The notes of a file one by one; the counts grow with reading and are complete at its end.

    Attributes:
        notes: how many notes were handed out.
        skipped: why a row was left out, by row number.
        unnamed: rows without a patient, kept as a patient of their own each.
    """

    def __init__(self, path: Path, patient_field: str | None, text_field: str) -> None:
        self.notes = 0
        self.skipped: dict[int, str] = {}
        self.unnamed: list[int] = []
        self._fields: set[str] = set()
        self._path, self._patient, self._text = path, patient_field, text_field
        self._rows = self._read()

    def __repr__(self) -> str:
        return f"<ReferenceStream: {self.notes} notes, {len(self.skipped)} rows left out>"

    def __next__(self) -> ReferenceNote:
        return next(self._rows)

    def _read(self) -> Iterator[ReferenceNote]:
        for number, row in read_rows(self._path):
            if isinstance(row, str):
                self.skipped[number] = row
                continue
            if len(self._fields) < FIELDS_KEPT:
                self._fields.update(row)
            if problem := _problem(row.get(self._text), self._text):
                self.skipped[number] = problem
                continue
            yield self._note(number, row)
        self._check()

    def _note(self, number: int, row: Mapping[str, Any]) -> ReferenceNote:
        patient = _patient(row, self._patient)
        if patient is None and self._patient is not None:
            self.unnamed.append(number)
        self.notes += 1
        return ReferenceNote(number, str(row[self._text]), patient or f"row:{number}")

    def _check(self) -> None:
        name, fields = str(self._path), list_fields(self._fields)
        if self.notes:
            if self._patient is not None and len(self.unnamed) == self.notes:
                raise InputError(f"{name!r}: no row names a patient in {self._patient!r}; fields: {fields}")
        elif self._fields and self._text not in self._fields:
            raise InputError(f"{name!r}: no field {self._text!r}; fields: {fields}")
        else:
            some = ", ".join(f"{row} ({why})" for row, why in list(self.skipped.items())[:ROWS_LISTED])
            raise InputError(f"{name!r} has no usable row" + (f"; rows {some}" if some else ""))


def iter_reference(path: Path, *, patient_field: str | None, text_field: str = "text") -> ReferenceStream:
    """Reads the notes of a file one by one, so that a file larger than memory can be indexed.

    Without ``patient_field`` every row counts as a patient of its own.

    Raises:
        InputError: on reading: the file can't be read or is of an unknown type; at its end: no row could be used, or
            none names a patient.
    """
    return ReferenceStream(path, patient_field, text_field)


def read_reference(path: Path, *, patient_field: str | None, text_field: str = "text") -> ReferenceNotes:
    """Reads all notes of a file at once.

    Without ``patient_field`` every row counts as a patient of its own. The result is a tuple of notes that also
    tells which rows were left out.

    Raises:
        InputError: the file can't be read, is of an unknown type, or has no row that can be used.
    """
    rows = iter_reference(path, patient_field=patient_field, text_field=text_field)
    notes = tuple(rows)
    return ReferenceNotes(notes, rows.skipped, tuple(rows.unnamed))


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
