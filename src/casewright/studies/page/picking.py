"""Columns of several parts' tables brought together, one row an arm; what isn't there is left out"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from casewright.measures.figure import Figure
from casewright.studies.book import Book
from casewright.studies.page.markup import anchor
from casewright.studies.table import Cell, Column, Row, Table
from casewright.studies.tongues import TONGUES

__all__ = ["Picked", "Sought", "name_of", "pick"]

NAMES = ("arm", "writer", "set", "learnt from")
"""Headings of the labels that name arms."""

REAL = "real notes"
"""The baseline that stands beside arms where they are brought together."""

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
    """A column that is there, with its cell for each arm, and the anchor and title of its table."""

    column: Column
    cells: dict[str, Cell]
    baselines: tuple[str, ...]
    place: str
    source: str
    within: str = ""

    @property
    def beside(self) -> str:
        """What alone it is of, where its table has several rows an arm: ``, English``."""
        languages = {str(language): name for language, name in TONGUES.items()}
        return "".join(f", {languages.get(label, label)}" for label in self.within.split(", ") if label)


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
                arms = {arm.name for arm in book.arms}
                return _picked(table, replace(column, title=sought.title or column.title), sought, arms)
    return None


def name_of(table: Table, row: Row) -> str:
    """Whose row it is: most tables begin with it, some with a language."""
    place = next((place for place, label in enumerate(table.labels) if label.casefold() in NAMES), 0)
    return row.labels[place] if place < len(row.labels) else ""


def _picked(table: Table, column: Column, sought: Sought, arms: Set[str]) -> Picked | None:
    rows = [row for row in table.rows if column.id in row.cells and set(sought.labels) <= set(row.labels)]
    counted = _counted(table, rows, column, sought)
    within = _most(counted)
    cells: dict[str, Cell] = {}
    for row in rows:
        if _rest(table, row, sought) == within:
            cells.setdefault(_short(name_of(table, row)), row.cells[column.id])
    others = {_short(name_of(table, row)) for row in table.rows if not row.baseline}
    baselines = tuple(name for name in cells if name not in others and (name == REAL or name in arms))
    said = ", ".join(label for label in within if label.casefold() not in WHOLE) if len(counted) > 1 else ""
    return (
        Picked(column, cells, baselines, anchor(sought.part, table.id), table.title, said)
        if arms & set(cells)
        else None
    )


def _short(name: str) -> str:
    """Without what a table says beside: what real notes are held against there, that an arm was learnt from alone."""
    whole = name.removesuffix(" alone")
    return REAL if whole.startswith(REAL) and "+" not in whole else whole


def _rest(table: Table, row: Row, sought: Sought) -> tuple[str, ...]:
    name = name_of(table, row)
    return tuple(label for label in row.labels if label not in sought.labels and label != name)


def _counted(table: Table, rows: Sequence[Row], column: Column, sought: Sought) -> Counter[tuple[str, ...]]:
    """What stands beside the arms' names, and of how many reports."""
    counted: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        cell = row.cells[column.id]
        counted[_rest(table, row, sought)] += 1 + (cell.n if isinstance(cell, Figure) else 0)
    return counted


def _most(counted: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """Labels beside the arms' that are of everything, or else of most reports."""
    whole = [rest for rest in counted if all(label.casefold() in WHOLE for label in rest)]
    return whole[0] if whole else max(counted, key=lambda rest: counted[rest], default=())
