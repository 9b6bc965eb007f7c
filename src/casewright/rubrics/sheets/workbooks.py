"""Sheets as XLSX: criteria, what is said of the rubric, and the inherited criteria, each a sheet."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.rubrics.sheets.cells import opened, shielded
from casewright.rubrics.sheets.columns import CHOICES, SHEETS
from casewright.rubrics.sheets.rules import SheetError, SheetProblem
from casewright.rubrics.sheets.tables import MOST_ROWS, Cell, Table, address, letters

__all__ = ["read_workbook", "workbook_bytes"]

MAX_CELL = 32_767
"""Characters that a cell can hold (ECMA-376)."""
MAX_UNPACKED = 50_000_000
MOST_COLUMNS = 100
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 can't hold."""
WIDE = {"id": 24, "kinds": 20, "clause": 16, "was": 18, "finds": 40, "change": 14, "from": 24}


def workbook_bytes(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook of sheets by name; every cell is marked as text, and inherited criteria are locked.

    Raises:
        InputError: a text longer than a cell can be, or of signs that a workbook can't hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                _write(sheet.cell(number, column), text, heading=number == 1)
        sheet.protection.sheet = name == SHEETS["inherited"]
        _lay_out(sheet, rows[0] if rows else ())
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _write(cell: Any, text: str, *, heading: bool) -> None:
    from openpyxl.styles import Alignment, Font

    if len(text) > MAX_CELL:
        raise InputError(f"a text of {len(text):,} characters; a cell of XLSX holds {MAX_CELL:,}: write CSV")
    if FORBIDDEN.search(text):
        raise InputError(f"{text[:40]!r}… has signs that XLSX can't hold: write CSV")
    cell.value = shielded(text, csv=False) or None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = shielded(text, csv=True) != text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=heading)


def _lay_out(sheet: Any, heading: Sequence[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, name in enumerate(heading, 1):
        sheet.column_dimensions[letters(column)].width = WIDE.get(name, 40 if " " in name or "en" in name else 14)
    if sheet.title != SHEETS["own"]:
        return
    sheet.freeze_panes = "B2"
    for name, values in CHOICES.items():
        letter = letters(list(heading).index(name) + 1)
        offered = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}{MOST_ROWS}")
        sheet.add_data_validation(offered)


def read_workbook(path: Path, raw: bytes) -> list[Table]:
    """The tables of a workbook, but that of the inherited criteria.

    Raises:
        SheetError: it is none, is damaged, or is too large.
    """
    from openpyxl import load_workbook

    try:
        _check_size(raw)
        with warnings.catch_warnings():  # it warns of formatting that it doesn't keep
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(raw), data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError, TypeError) as error:
        message = f"no XLSX workbook that can be read ({' '.join(str(error).split())[:80]})"
        raise SheetError(path, [SheetProblem("sheet-file", "-", message)]) from None
    return [_table(sheet) for sheet in book.worksheets if sheet.title.strip().casefold() != SHEETS["inherited"]]


def _check_size(raw: bytes) -> None:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise ValueError(f"it unpacks to {unpacked:,} bytes; at most {MAX_UNPACKED:,} are read")


def _table(sheet: Any) -> Table:
    name, rows, problems = sheet.title, [], list(_merged(sheet))
    last, width = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    for number, row in enumerate(sheet.iter_rows(max_row=last, max_col=width), 1):
        rows.append([Cell(_text(cell.value), address(name, number, at)) for at, cell in enumerate(row, 1)])
        problems.extend(_strange(row, name, number))
    if sheet.max_row > MOST_ROWS:
        told = f"something stands below row {MOST_ROWS:,}; remove it"
        problems.append(SheetProblem("sheet-stray", address(name, sheet.max_row, 1), told))
    return Table(name, rows, tuple(problems))


def _merged(sheet: Any) -> Iterator[SheetProblem]:
    for area in sheet.merged_cells.ranges:
        where = address(sheet.title, area.min_row, area.min_col)
        yield SheetProblem("sheet-merged", where, f"cells {area.coord} are merged; unmerge them and fill in each")


def _strange(row: Sequence[Any], sheet: str, number: int) -> Iterator[SheetProblem]:
    for at, cell in enumerate(row, 1):
        where = address(sheet, number, at)
        if cell.data_type in ("f", "e"):
            yield SheetProblem("sheet-formula", where, "a formula or its error; put in the text itself")
        elif isinstance(cell.value, date | time) and sheet != SHEETS["head"]:
            message = f"a date, {cell.value}; format the cell as text and type it again"
            yield SheetProblem("sheet-date", where, message)


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return opened(str(value).replace("\r\n", "\n"))
