"""Tables on the page"""

from __future__ import annotations

import math
import re

from casewright.measures.figure import Figure
from casewright.studies.page.tables import shown, table_section
from casewright.studies.table import Cell, Column, Row, Table


def cell(value: Cell | None, digits: int = 2) -> str:
    cells = {} if value is None else {"c": value}
    made = table_section(Table("t", "T", ("Arm",), (Column("c", "C", digits),), (Row(("a",), cells),)), "part")
    return str(re.findall("<td.*?</td>", made)[0])


def test_a_number_stands_with_its_interval_and_n() -> None:
    """In one cell."""
    assert re.sub("<[^>]*>", "", cell(Figure(0.834, 60, 0.71, 0.901))) == "0.83 [0.71, 0.90] n 60"
    assert re.sub("<[^>]*>", "", cell(Figure(-1234.5, 6000), 0)) == "−1,234 n 6,000"


def test_words_stand_where_there_is_no_number() -> None:
    """And why."""
    assert cell(Figure(None, 3)) == '<td class="none">not estimable (n 3)</td>'
    assert cell(Figure(math.nan, 3, note="one value")) == '<td class="none">not estimable: one value (n 3)</td>'
    assert cell("not estimable: none") == '<td class="none">not estimable: none</td>'
    assert cell("rules <b>") == '<td class="w">rules &lt;b&gt;</td>'
    assert cell(None) == '<td class="n"><span aria-hidden="true">–</span></td>'


def test_an_open_end_is_shown_as_one() -> None:
    """Ratios may have none."""
    assert shown(Figure(2.0, 9, 1.0, math.inf), 1) == ("2.0", "[1.0, ∞]", "n 9")
    assert shown(Figure(-0.0001, 9, -0.1, None), 2) == ("0.00", "[−0.10, –]", "n 9")


def test_baselines_are_marked_and_rows_without_any_are_said() -> None:
    """The parrot is shaded; a table without rows says why it has none."""
    rows = (Row(("parrot",), {}, baseline=True), Row(("a",), {}))
    assert table_section(Table("t", "T", ("Arm",), (), rows), "p").count('<tr class="baseline">') == 1
    assert "No rows" in table_section(Table("t", "T", ("Arm",), ()), "p")


def test_a_wide_table_stands_across_the_paper() -> None:
    """A long one may break between rows, a short one doesn't."""
    columns = tuple(Column(f"c{n}", "C") for n in range(12))
    rows = tuple(Row((f"r{n}",), {}) for n in range(40))
    assert '<div class="wide">' in table_section(Table("t", "T", ("Arm",), columns, rows), "p")
    assert '<div class="keep">' in table_section(Table("t", "T", ("Arm",), columns[:2], rows[:2]), "p")
