"""Sheets as CSV: comma, semicolon or tab between cells; UTF-8, or UTF-16 with its mark."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from casewright.rubrics.sheets.cells import opened, shielded
from casewright.rubrics.sheets.columns import NEEDED
from casewright.rubrics.sheets.rules import SheetError, SheetProblem
from casewright.rubrics.sheets.tables import MOST_ROWS, Cell, Table, address

__all__ = ["csv_bytes", "read_csv"]

NAME = "sheet"
DELIMITERS = (",", ";", "\t")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file of these rows; no cell is a formula."""
    text = StringIO(newline="")
    csv.writer(text).writerows([shielded(cell, csv=True) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # with a mark, or spreadsheets take it for another encoding


def read_csv(path: Path, raw: bytes) -> list[Table]:
    """The one table of a CSV file.

    Raises:
        SheetError: its encoding or its quotation can't be read.
    """
    text = _decoded(path, raw)
    read = {mark: _rows(text, mark) for mark in DELIMITERS}
    mark = max(DELIMITERS, key=lambda one: _known(read[one][0]))
    rows, fault = read[mark]
    if fault:
        raise SheetError(path, [SheetProblem("sheet-file", address(NAME, len(rows) + 1, 1), fault)])
    if rows and rows[0][:1] and rows[0][0].startswith("sep="):
        rows[0] = []  # a line by which a spreadsheet is told the delimiter
    return [_table(rows)]


def _decoded(path: Path, raw: bytes) -> str:
    encoding = "utf-16" if raw.startswith(UTF16) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        message = f"byte {error.start} is no {encoding.removesuffix('-sig').upper()}; save the file as CSV UTF-8"
        raise SheetError(path, [SheetProblem("sheet-encoding", address(NAME, row, 1), message)]) from None


def _rows(text: str, mark: str) -> tuple[list[list[str]], str]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                return rows, f"more than {MOST_ROWS:,} rows"
    except csv.Error as error:
        return rows, f"no CSV from here on: {error}"
    return rows, ""


def _known(rows: Sequence[Sequence[str]]) -> int:
    """How many columns a delimiter makes out."""
    return max((len({cell.strip().casefold() for cell in row} & set(NEEDED)) for row in rows), default=0)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    made = [[_cell(text, number, column) for column, text in enumerate(row, 1)] for number, row in enumerate(rows, 1)]
    formulas = [cell for row in made for cell in row if cell.text.startswith("=")]
    told = "a formula; put an apostrophe before the sign if it is text"
    problems = tuple(SheetProblem("sheet-formula", cell.address, told) for cell in formulas)
    return Table(NAME, [[Cell(opened(cell.text), cell.address) for cell in row] for row in made], problems)


def _cell(text: str, row: int, column: int) -> Cell:
    return Cell(text.replace("\r\n", "\n"), address(NAME, row, column))
