"""A study's table as CSV, and for a terminal"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from casewright.exams.labels.escaping import escaped
from casewright.measures.figure import Figure
from casewright.studies.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from rich.table import Table as RichTable

__all__ = ["cell_text", "table_csv", "terminal_table"]

FIELDS = ("", "_n", "_low", "_high", "_note")
"""What a measure's columns in CSV have behind its id: the value, how many it is of, its interval, how it was made."""


def table_csv(table: Table) -> str:
    """The table as CSV: a row each, and five columns a measure.

    A measure's own column holds its number, with all its digits, or words why there is none; ``baseline`` is ``yes`` or
    ``no``. Words that a spreadsheet would run as a formula have an apostrophe before them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [f"{column.id}{field}" for column in table.columns for field in FIELDS]
    writer.writerow([escaped(name) for name in (*table.labels, "baseline", *names)])
    for row in table.rows:
        cells = (value for column in table.columns for value in _fields(row.cells.get(column.id)))
        told = (*row.labels, "yes" if row.baseline else "no", *cells)
        writer.writerow([escaped(value) for value in told])
    return out.getvalue()


def cell_text(cell: Cell | None, digits: int = 2) -> str:
    """A cell for people: the number with its interval and n, or the words."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if cell.value is None:
        return cell.note or "not estimable"
    interval = _interval(cell, digits)
    return f"{cell.value:,.{digits}f}{interval}, n = {cell.n:,}"


def terminal_table(table: Table, columns: Sequence[str] = ()) -> RichTable:
    """The table for a terminal; ``columns`` are the measures to show, by default all."""
    from rich.markup import escape
    from rich.table import Table as RichTable

    shown = [column for column in table.columns if not columns or column.id in columns]
    made = RichTable(title=escape(table.title), box=None, pad_edge=False, title_justify="left")
    for name in table.labels:
        made.add_column(escape(name), overflow="fold")
    for column in shown:
        made.add_column(escape(column.title), justify="left")
    for row in table.rows:
        made.add_row(*(escape(text) for text in _texts(row, shown)), style="dim" if row.baseline else None)
    return made


def _texts(row: Row, columns: Sequence[Column]) -> Iterator[str]:
    first, *rest = row.labels
    yield f"{first} (baseline)" if row.baseline and first != "parrot" else first
    yield from rest
    yield from (cell_text(row.cells.get(column.id), column.digits) for column in columns)


def _fields(cell: Cell | None) -> tuple[Any, ...]:
    if not isinstance(cell, Figure):
        return (cell, None, None, None, None)
    value = cell.value if cell.value is not None else (cell.note or "not estimable")
    return (value, cell.n, cell.low, cell.high, cell.note)


def _interval(cell: Figure, digits: int) -> str:
    if cell.low is None and cell.high is None:
        return ""
    low, high = ("…" if end is None else f"{end:,.{digits}f}" for end in (cell.low, cell.high))
    return f" [{low}, {high}]"
