"""Tables for spreadsheets and terminals."""

from __future__ import annotations

import csv
import io

from rich.console import Console

from casewright.measures.figure import Figure
from casewright.studies.table import Column, Row, Table
from casewright.studies.tabling import cell_text, table_csv, terminal_table

COLUMNS = (Column("f1", "F1", better="high"), Column("why", "Why"))
ROWS = (
    Row(("small, loop",), {"f1": Figure(0.123456, 1200, 0.1, 0.2, "Wilson"), "why": "=HYPERLINK(1)"}),
    Row(("-real",), {"f1": Figure(None, 3, note="not estimable: 3 notes")}, baseline=True),
)
TABLE = Table("t", "A [b]table[/b]", ("Arm",), COLUMNS, ROWS)


def test_every_number_stands_with_n_and_interval() -> None:
    """With all its digits; words where there is no number; nothing where a column doesn't apply."""
    first, second = csv.DictReader(io.StringIO(table_csv(TABLE)))
    assert (first["f1"], first["f1_n"], first["f1_low"], first["f1_high"]) == ("0.123456", "1200", "0.1", "0.2")
    assert (first["f1_note"], first["baseline"], second["baseline"]) == ("Wilson", "no", "yes")
    assert (second["f1"], second["f1_n"], second["why"]) == ("not estimable: 3 notes", "3", "")


def test_a_spreadsheet_runs_nothing() -> None:
    """Words that begin as a formula, labels too."""
    first, second = csv.DictReader(io.StringIO(table_csv(TABLE)))
    assert first["why"] == "'=HYPERLINK(1)"
    assert second["Arm"] == "'-real"


def test_a_negative_number_stays_a_number() -> None:
    """Only words are escaped."""
    table = Table("t", "t", ("Arm",), COLUMNS[:1], (Row(("a",), {"f1": Figure(-0.5, 2)}),))
    (row,) = csv.DictReader(io.StringIO(table_csv(table)))
    assert float(row["f1"]) == -0.5


def test_a_cell_for_people_says_how_many_it_is_of() -> None:
    """Or why there is no number."""
    assert cell_text(Figure(0.5, 1200, 0.4, 0.6)) == "0.50 [0.40, 0.60], n = 1,200"
    assert cell_text(Figure(12.34, 5, 1.0, None), 1) == "12.3 [1.0, …], n = 5"
    assert cell_text(Figure(None, 0)) == "not estimable"
    assert cell_text("not estimable: too few") == "not estimable: too few"
    assert cell_text(None) == "–"


def test_a_terminal_shows_names_as_they_are() -> None:
    """Brackets in a name are no markup; baselines say that they are."""
    out = Console(file=io.StringIO(), width=200)
    out.print(terminal_table(TABLE, ["f1"]))
    shown = out.file.getvalue()  # type: ignore[attr-defined]
    assert "A [b]table[/b]" in shown
    assert "-real (baseline)" in shown
    assert "HYPERLINK" not in shown
