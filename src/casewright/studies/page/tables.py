"""A table on the page: number, interval and n in one cell, and words where there is no number"""

from __future__ import annotations

import math
from collections.abc import Sequence

from casewright.measures.figure import Figure
from casewright.studies.page.markup import Markup, anchor, element, joined, paragraphs
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["grid", "shown", "table_section"]

BETTER = {"high": "↑ higher is better", "low": "↓ lower is better"}
SHORT = 14
"""Rows of a table that is kept on one sheet of paper."""

WIDE = 8
"""Columns from which a table stands across the paper."""


def table_section(table: Table, part: str) -> Markup:
    """A table with its heading and its note."""
    name = anchor(part, table.id)
    heading = element("h3", table.title, id=name)
    if not table.rows:
        return joined(heading, element("p", "No rows: nothing was given that this is measured on.", class_="note"))
    note = paragraphs(table.note, class_="note")
    kind = " ".join(word for word, fits in (("keep", len(table.rows) <= SHORT), ("wide", _wide(table))) if fits)
    return element("div", heading, grid(table, name), note, class_=kind or None)


def _wide(table: Table) -> bool:
    return len(table.columns) + len(table.labels) > WIDE


def grid(table: Table, name: str) -> Markup:
    """The table itself, which scrolls by itself where the window is narrow."""
    labels = [element("th", label, scope="col", class_="l") for label in table.labels]
    head = element("thead", element("tr", *labels, *(_heading(column, table.rows) for column in table.columns)))
    rows = element("tbody", *(_row(row, table.columns) for row in table.rows))
    held = element("table", head, rows, aria_labelledby=name)
    return element("div", held, class_="scroll", tabindex=0, role="region", aria_labelledby=name)


def _heading(column: Column, rows: Sequence[Row]) -> Markup:
    figures = any(isinstance(row.cells.get(column.id), Figure) for row in rows)
    better = (element("small", BETTER[column.better]),) if column.better else ()
    return element("th", column.title, *better, scope="col", class_="n" if figures else None)


def _row(row: Row, columns: Sequence[Column]) -> Markup:
    first, *more = row.labels or ("",)
    labels = [element("th", first, scope="row"), *(element("th", label, scope="row") for label in more)]
    cells = (_cell(row.cells.get(column.id), column.digits) for column in columns)
    return element("tr", *labels, *cells, class_="baseline" if row.baseline else None)


def _cell(cell: Cell | None, digits: int) -> Markup:
    if cell is None:
        return element("td", element("span", "–", aria_hidden="true"), class_="n")
    if isinstance(cell, str):
        return element("td", cell, class_="none" if cell.startswith("not ") else "w")
    if cell.value is None or not math.isfinite(cell.value):
        return element("td", _why(cell), class_="none")
    value, *more = shown(cell, digits)
    told = (joined(" ", element("span", part)) for part in more)
    return element("td", element("b", value), *told, class_="n")


def _why(figure: Figure) -> str:
    said = figure.note if figure.note.startswith("not ") else f"not estimable: {figure.note}" if figure.note else ""
    return f"{said or 'not estimable'} (n {figure.n:,})"


def shown(figure: Figure, digits: int) -> tuple[str, ...]:
    """The number, its interval where there is one, and its n: ``0.83``, ``[0.71, 0.90]``, ``n 60``."""
    value = _number(figure.value, digits)
    if figure.low is None and figure.high is None:
        return value, f"n {figure.n:,}"
    return value, f"[{_number(figure.low, digits)}, {_number(figure.high, digits)}]", f"n {figure.n:,}"


def _number(value: float | None, digits: int) -> str:
    if value is None:
        return "–"
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "–"
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")
