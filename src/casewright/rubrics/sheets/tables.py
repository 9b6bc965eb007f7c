"""Tables of cells as a spreadsheet shows them, whatever file they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casewright.rubrics.sheets.rules import SheetProblem

__all__ = ["MOST_ROWS", "Cell", "Table", "address", "letters"]

MOST_ROWS = 2_000
"""Rows that are read of a sheet; no rubric has a tenth of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it stands."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: rows of cells, and what is wrong with it by its form."""

    name: str
    rows: Sequence[Sequence[Cell]]
    problems: tuple[SheetProblem, ...] = ()


def address(sheet: str, row: int, column: int) -> str:
    """Such as ``criteria!D7``; row and column from 1."""
    return f"{sheet}!{letters(column)}{row}"


def letters(column: int) -> str:
    """``A`` for the first column, ``AA`` behind ``Z``."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
