"""Columns of several parts' tables brought together, one row an arm; what isn't there is left out"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casewright.measures.figure import Figure
from casewright.studies.book import Book
from casewright.studies.page.markup import anchor
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["Picked", "Sought", "pick"]

WHOLE = ("", "all", "all codes", "all languages", "all kinds", "any", "together")
"""Labels of rows that are of everything."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A column that may be there.

    Attributes:
        part: Part's id.
        table: Table's id.
        column: Column's id.
        title: Its heading where it is brought together; empty keeps its own.
        labels: Labels that a row must have beside its arm's, such as ``masked``.
    """

    part: str
    table: str
    column: str
    title: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """A column that is there, with its cell for each arm, and the anchor of its table."""

    column: Column
    cells: dict[str, Cell]
    baselines: tuple[str, ...]
    place: str
    within: str = ""


def pick(book: Book, sought: Iterable[Sought | tuple[Sought, ...]]) -> tuple[Picked, ...]:
    """Those columns that exist; of several that are sought for one place, the first that does."""
    places = [one if isinstance(one, tuple) else (one,) for one in sought]
    found = (next((there for one in place if (there := _find(book, one)) is not None), None) for place in places)
    return tuple(one for one in found if one is not None)


def _find(book: Book, sought: Sought) -> Picked | None:
    for part in book.parts:
        for table in part.tables if part.id == sought.part else ():
            column = next((one for one in table.columns if one.id == sought.column), None)
            if table.id == sought.table and column is not None:
                return _picked(table, replace(column, title=sought.title or column.title), sought)
    return None


def _picked(table: Table, column: Column, sought: Sought) -> Picked | None:
    rows = [row for row in table.rows if column.id in row.cells and set(sought.labels) <= set(row.labels)]
    within = _most(rows, column, sought)
    kept = [row for row in rows if _rest(row, sought) == within] if within else rows
    cells: dict[str, Cell] = {}
    for row in kept:
        cells.setdefault(row.labels[0], row.cells[column.id])
    baselines = tuple(dict.fromkeys(row.labels[0] for row in kept if row.baseline))
    said = ", ".join(label for label in within if label.casefold() not in WHOLE)
    return Picked(column, cells, baselines, anchor(sought.part, table.id), said) if cells else None


def _rest(row: Row, sought: Sought) -> tuple[str, ...]:
    return tuple(label for label in row.labels[1:] if label not in sought.labels)


def _most(rows: Sequence[Row], column: Column, sought: Sought) -> tuple[str, ...]:
    """The labels beside the arm's that are of everything, or of most reports."""
    counted: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        counted[_rest(row, sought)] += sum(_sizes(row, column)) + 1
    whole = [rest for rest in counted if all(label.casefold() in WHOLE for label in rest)]
    return whole[0] if whole else max(counted, key=lambda rest: counted[rest], default=())


def _sizes(row: Row, column: Column) -> Iterator[int]:
    cell = row.cells[column.id]
    if isinstance(cell, Figure):
        yield cell.n
