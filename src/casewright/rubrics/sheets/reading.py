"""A sheet as it comes back: which lines speak of the rubric, which columns there are, which rows are criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casewright.errors import InputError
from casewright.rubrics.problems import suggest
from casewright.rubrics.sheets.columns import COLUMNS, HEAD, NEEDED
from casewright.rubrics.sheets.comma_separated import read_csv
from casewright.rubrics.sheets.rules import SheetError, SheetProblem
from casewright.rubrics.sheets.tables import Cell, Table, letters
from casewright.rubrics.sheets.workbooks import read_workbook
from casewright.rubrics.sheets.writing import suffix_of

__all__ = ["ReadSheet", "read_sheet"]

MAX_BYTES = 20_000_000
LEAST_KNOWN = 4
"""Columns that a row must name to be the heading."""

Row = Mapping[str, Cell]


@dataclass(slots=True)
class ReadSheet:
    """Lines and rows by name, with what is wrong with them so far."""

    path: Path
    head: dict[str, Cell] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    """Columns that mean nothing here."""

    def say(self, rule: str, cell: str, message: str) -> None:
        """Adds a problem; of several about one cell the first is kept."""
        if cell and cell not in {item.cell for item in self.problems}:
            self.problems.append(SheetProblem(rule, cell, message))

    def refuse(self) -> None:
        """Ends here if anything is wrong.

        Raises:
            SheetError: with everything that is.
        """
        if self.problems:
            raise SheetError(self.path, self.problems)


def read_sheet(path: Path) -> ReadSheet:
    """Reads a CSV or XLSX file as far as it can be read; problems are gathered in it.

    Raises:
        SheetError: nothing of it can be read.
        InputError: it isn't there, or its name says no format.
    """
    read = read_workbook if suffix_of(path) == ".xlsx" else read_csv
    sheet, seen = ReadSheet(path), False
    for table in read(path, _raw(path)):
        sheet.problems.extend(table.problems)
        at = next((index for index, row in enumerate(table.rows) if _is_heading(row)), None)
        _read_head(sheet, table.rows[:at])
        if at is not None and not seen:
            seen = True
            _read_rows(sheet, table, at)
    if not seen:
        message = f"no row names the columns; wanted: {', '.join(NEEDED)}"
        raise SheetError(path, [*sheet.problems, SheetProblem("sheet-heading", "-", message)])
    return sheet


def _raw(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{str(path)!r} has more than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from error


def _name(cell: Cell) -> str:
    return " ".join(cell.text.split()).casefold()


def _is_heading(row: Sequence[Cell]) -> bool:
    return len({_name(cell) for cell in row} & set(COLUMNS)) >= LEAST_KNOWN


def _read_head(sheet: ReadSheet, rows: Sequence[Sequence[Cell]]) -> None:
    for row in rows:
        cells = [cell for cell in row if cell.text.strip()]
        if not cells:
            continue
        name = _name(cells[0])
        if name not in HEAD:
            sheet.say("sheet-head", cells[0].address, f"unknown line {cells[0].text!r}{suggest(name, HEAD)}")
        elif name in sheet.head:
            sheet.say("sheet-head", cells[0].address, f"{name!r} stands twice")
        else:
            sheet.head[name] = cells[1] if len(cells) > 1 else Cell("", _beside(row, cells[0]).address)
        for stray in cells[2:]:
            sheet.say("sheet-stray", stray.address, f"{stray.text[:40]!r} stands beside the value of {name!r}")


def _beside(row: Sequence[Cell], cell: Cell) -> Cell:
    at = list(row).index(cell) + 1
    return row[at] if at < len(row) else cell


def _read_rows(sheet: ReadSheet, table: Table, at: int) -> None:
    columns = _columns(sheet, table.rows[at])
    width = max(index for index, cell in enumerate(table.rows[at], 1) if cell.text.strip())
    for row in table.rows[at + 1 :]:
        if not any(cell.text.strip() for cell in row):
            continue
        _stray(sheet, row, width)
        cells = _filled(row, columns)
        if not cells["from"].text.strip():
            sheet.rows.append(cells)


def _filled(row: Sequence[Cell], columns: Mapping[int, str]) -> Row:
    """Short rows have empty cells at their end; those of a missing column have no address."""
    first = row[0].address
    short = {
        name: Cell("", first.replace("!A", f"!{letters(index + 1)}"))
        for index, name in columns.items()
        if index >= len(row)
    }
    own = {name: row[index] for index, name in columns.items() if index < len(row)}
    return {name: Cell("", "") for name in COLUMNS} | short | own


def _columns(sheet: ReadSheet, heading: Sequence[Cell]) -> dict[int, str]:
    columns: dict[int, str] = {}
    unknown = []
    for index, cell in enumerate(heading):
        name = _name(cell)
        if name in columns.values():
            sheet.say("sheet-column", cell.address, f"column {name!r} stands twice")
        elif name in COLUMNS:
            columns[index] = name
        elif name:
            unknown.append(name)
    sheet.ignored.extend(unknown)
    for name in NEEDED:
        if name not in columns.values():
            near = suggest(name, unknown, listed=False).replace("did you mean", "is it")
            told = f"column {name!r} is missing{near}"
            sheet.problems.append(SheetProblem("sheet-column", heading[0].address, told))
    return columns


def _stray(sheet: ReadSheet, row: Sequence[Cell], width: int) -> None:
    """A text without a column would be lost, and often a delimiter in the text has moved all others."""
    for cell in _beyond(row, width):
        sheet.say("sheet-stray", cell.address, f"{cell.text[:40]!r} stands outside the columns")


def _beyond(row: Sequence[Cell], width: int) -> Iterator[Cell]:
    return (cell for cell in row[width:] if cell.text.strip())
