"""A small book with everything that may go wrong in it"""

from __future__ import annotations

import pytest

from casewright.measures.figure import Figure
from casewright.studies.book import ArmLine, Book
from casewright.studies.part import Claim, Part
from casewright.studies.picture import Intervals, Panel, Picture
from casewright.studies.table import Column, Row, Table

ODD = "writer <b>&\"'\x00, loop"
NONE = Figure(None, 3, note="not estimable: 3 notes, 15 are needed")


def part(id: str, table: str, column: str, labels: tuple[str, ...] = ("Arm",)) -> Part:  # noqa: A002 - a part's
    more = ("en", "last")[: len(labels) - 1]
    rows = (
        Row((ODD, *more), {column: Figure(0.5, 20, 0.3, 0.7), "words": "<i>in words</i>"}),
        Row(("writer", *more), {column: NONE}),
        Row(("parrot", *more), {column: Figure(0.0, 20, 0.0, 0.14)}, baseline=True),
        Row(("real notes, half by half", *more), {column: Figure(0.9, 50, 0.8, 1.0)}, baseline=True),
    )
    columns = (Column(column, f"{column} <u>", better="high"), Column("words", "words"))
    made = Table(table, f"Table {table} <s>", labels, columns, rows, "A note.\nA second one <img src=x>.")
    figures = tuple((row.labels[0], row.cells[column]) for row in rows)
    drawing = Intervals((Panel("p", tuple((name, cell) for name, cell in figures if isinstance(cell, Figure))),))
    shown = Picture(id, f"Picture of {id}", "A caption <script>.", drawing)
    claims = (
        Claim("writer tells 3 of 7 facts", "can", "told so", "writer"),
        Claim(f"{ODD} tells 5 of 7 facts", "can", "told so"),
    )
    return Part(
        id, f"Part {id} <p>", (made, Table("empty", "Empty", ("Arm",), ())), (shown,), claims, (), ("Give <x>.",)
    )


@pytest.fixture(scope="session")
def book() -> Book:
    """Two arms and the parrot; two of the headline's parts."""
    arms = (
        ArmLine(ODD, 20, 19, 12, "passed"),
        ArmLine("writer", 20, 20, None, "written"),
        ArmLine("parrot", 20, 20, 17, "passed", baseline=True),
    )
    parts = (
        part("fidelity", "fidelity-facts", "told", ("arm", "language", "draft")),
        part("privacy", "privacy-copying", "failing"),
    )
    claims = (
        *parts[0].claims,
        Claim("It is <safe>", "cannot", "because"),
        Claim("Give <x>.", "open", "Nothing was given."),
    )
    return Book("A study <title>", {"seed": "7", "models": "<m>"}, arms, parts, claims, ("Nobody was asked <q>.",))
