"""The headline, and columns brought together"""

from __future__ import annotations

from dataclasses import replace

from casewright.measures.figure import Figure
from casewright.studies.book import Book
from casewright.studies.page.headline import headline_picture, headline_table
from casewright.studies.page.picking import Sought, pick
from casewright.studies.part import Part
from casewright.studies.picture import Intervals
from casewright.studies.table import Column, Row, Table


def test_every_arm_has_a_row_and_real_notes_stand_beside(book: Book) -> None:
    """What a dimension has no number for says so."""
    table = headline_table(book)
    assert [row.labels[0] for row in table.rows] == [*(arm.name for arm in book.arms), "real notes"]
    assert [column.title for column in table.columns[1:]] == [
        "Fidelity: facts told, last drafts", "Privacy: reports that fail the copy screen",
    ]  # fmt: skip
    assert table.rows[0].cells == {
        "samples": "20, 19 written, 12 passed",
        "c0": Figure(0.5, 20, 0.3, 0.7),
        "c1": Figure(0.5, 20, 0.3, 0.7),
    }
    assert [row.baseline for row in table.rows] == [False, False, True, True]


def test_dimensions_stand_side_by_side(book: Book) -> None:
    """Those that were measured; none where none was."""
    picture = headline_picture(book)
    assert picture is not None
    assert picture.title == "Fidelity and privacy side by side"
    assert isinstance(picture.drawing, Intervals)
    assert len(picture.drawing.panels) == 2
    assert headline_picture(replace(book, parts=())) is None


def test_an_arm_that_a_table_leaves_out_is_not_measured(book: Book) -> None:
    """Rather than blank."""
    part = book.parts[1]
    short = replace(part.tables[0], rows=part.tables[0].rows[1:])
    made = headline_table(replace(book, parts=(replace(part, tables=(short,)),)))
    assert made.rows[0].cells["c0"] == "not measured"


def test_of_several_rows_that_of_most_reports_is_picked(book: Book) -> None:
    """And it is said which."""
    rows = [Row((language, "writer"), {"c": Figure(0.1 * n, n)}) for language, n in (("en", 3), ("es", 9))]
    table = Table("t", "T", ("Language", "Arm"), (Column("c", "C"),), tuple(rows))
    (found,) = pick(replace(book, parts=(Part("p", "P", (table,)),)), [Sought("p", "t", "c")])
    assert found.cells == {"writer": rows[1].cells["c"]}
    assert found.within == "es"


def test_the_first_that_exists_is_picked(book: Book) -> None:
    """What isn't there is left out."""
    there, absent = Sought("privacy", "privacy-copying", "failing", "F"), Sought("privacy", "privacy-copying", "x")
    assert [one.column.title for one in pick(book, [(absent, there), absent])] == ["F"]
