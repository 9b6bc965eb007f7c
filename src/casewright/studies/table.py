"""A table of a study: every number with its n and interval, ready for a page, a terminal or CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from casewright.measures.figure import Figure

__all__ = ["Cell", "Column", "Row", "Table"]

Cell = Figure | str
"""A number with its n and interval, or words (``not estimable: 7 notes of F20, 15 are needed``)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One measure.

    Attributes:
        id: Key of its cells, and its heading in CSV.
        title: Its heading for people.
        digits: Digits behind the point.
        better: Which way is better; ``None`` where neither is, and for words.
    """

    id: str
    title: str
    digits: int = 2
    better: Literal["high", "low"] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What one arm, code or class has.

    Attributes:
        labels: One for each of the table's ``labels``, such as the arm and the code.
        cells: By column id; a column that is left out doesn't apply here.
        baseline: Whether it is what others are held against: the parrot writer, a control, real notes.
    """

    labels: tuple[str, ...]
    cells: Mapping[str, Cell]
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns.

    Attributes:
        id: Its name as a file: small letters, digits, hyphens.
        title: Its heading.
        labels: Headings of the row labels.
        columns: Its measures.
        rows: In the order of reading.
        note: What a reader must know to read it: what was measured, how intervals were made, what is a control.
    """

    id: str
    title: str
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(default=())
    note: str = ""
