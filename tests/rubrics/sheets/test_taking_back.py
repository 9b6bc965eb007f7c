"""Edits that are understood: what they do to labels, to the version, to the file."""

from __future__ import annotations

import csv
from difflib import unified_diff
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.rubrics.sheets.edited import TEXT, Sheet

from casewright.rubrics.comparing import stated_alone
from casewright.rubrics.named import NamedRubric
from casewright.rubrics.sheets import sheet_bytes, take_back


def _changed_lines(text: str) -> set[str]:
    lines = unified_diff(TEXT.splitlines(), text.splitlines(), n=0, lineterm="")
    return {line for line in lines if not line.startswith(("---", "+++", "@@"))}


def test_an_editorial_change_keeps_its_labels(sheet: Sheet) -> None:
    """The old hash stands under `was`; the patch rises; the review stands, and the rest of the file as it stood."""
    old = stated_alone(sheet.rubric.file).criteria["sleep"].hash
    sheet.put("sleep", "asks en", "Is sleep described?")
    sheet.put("sleep", "change", "editorial")
    found = sheet.back()
    (change,) = found.diff.criteria
    assert (change.labels, found.diff.needed, found.file.entry.version) == ("kept", "patch", "1.2.4")
    assert found.file.entry.criteria["sleep"].was == [old]
    assert (found.file.entry.status, found.notes) == ("clinician_reviewed", ())
    assert "# why mood comes first" in found.text
    assert "weight: 2.5  # tried out" in found.text
    assert {"-version: 1.2.3", "+version: 1.2.4"} < _changed_lines(found.text)


def test_a_change_that_moves_labels_loses_them_all(sheet: Sheet) -> None:
    """Those of earlier wordings too; the minor rises, and a review of the earlier questions is none of these."""
    sheet.put("mood", "asks es", "¿Tristeza?")
    found = sheet.back()
    (change,) = found.diff.criteria
    assert (change.labels, found.file.entry.version) == ("lost", "1.3.0")
    assert found.file.entry.criteria["mood"].was == []
    assert (found.file.entry.status, found.file.entry.reviewed) == ("draft", None)
    assert "it is draft until reviewed anew" in found.notes[0]


def test_a_review_of_the_new_questions_is_kept(sheet: Sheet) -> None:
    """Whoever puts a new date has read them."""
    sheet.put("mood", "asks es", "¿Tristeza?")
    next(row for row in sheet.rows if row[:1] == ["reviewed on"])[1] = "2026-02-28"
    found = sheet.back()
    assert found.file.entry.status == "clinician_reviewed"
    assert found.file.entry.reviewed is not None
    assert found.file.entry.reviewed.date == "2026-02-28"


def test_what_is_dropped_raises_the_first_number(sheet: Sheet) -> None:
    """Its comment goes with it, and goldens that still answer it are named."""
    sheet.drop("sleep")
    found = sheet.back()
    assert (found.file.entry.version, list(found.file.entry.criteria)) == ("2.0.0", ["mood", "veto"])
    assert "# advice" not in found.text
    assert "golden 1 still answers 'sleep'" in found.notes[-1]


@pytest.mark.parametrize(
    ("column", "text", "version"),
    [
        ("role", "supports", "2.0.0"),
        ("want", "not_present", "2.0.0"),
        ("weight", "3", "1.3.0"),
        ("kinds", "intake; progress", "1.3.0"),
        ("clause", "F45.0", "1.2.4"),
    ],
)
def test_each_change_has_its_part_of_the_version(sheet: Sheet, column: str, text: str, version: str) -> None:
    """Roles and wants the first, what counts the second, what is only told the third."""
    sheet.put("sleep", column, text)
    assert sheet.back().file.entry.version == version


def test_a_new_row_is_a_new_criterion(sheet: Sheet) -> None:
    """Asked in the order of the rows; a new veto raises the first number."""
    row = list(next(row for row in sheet.rows if row[:1] == ["sleep"]))
    sheet.rows.insert(sheet.heading + 1, ["appetite", *row[1:]])
    found = sheet.back()
    assert (next(iter(found.file.entry.criteria)), found.file.entry.version) == ("appetite", "1.3.0")
    sheet.put("appetite", "role", "contradicts")
    assert sheet.back().file.entry.version == "2.0.0"


def test_an_inherited_row_is_read_once_it_says_so(sheet: Sheet) -> None:
    """With an empty 'from' it is a criterion of the rubric's own, and overrides."""
    assert "dates-agree" not in sheet.back().file.entry.criteria
    sheet.put("dates-agree", "from", "")
    assert "dates-agree" in sheet.back().file.entry.criteria
    assert "sex-agrees" not in {row[0] for row in sheet.rows if row}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save(sheet: Sheet, delimiter: str, encoding: str) -> None:
    """Any of their delimiters and marks, with or without the line that names the delimiter."""
    assert sheet.back(sheet.raw(delimiter).encode(encoding)).diff.needed == "none"
    assert sheet.back(f"sep={delimiter}\r\n{sheet.raw(delimiter)}".encode(encoding)).diff.needed == "none"


def test_columns_may_be_moved_and_others_added(sheet: Sheet) -> None:
    """What means nothing here is not read, and that is said."""
    for row in sheet.rows[sheet.heading :]:
        row.insert(0, row.pop(3))
        row.append("Remarks" if row[0] == "weight" else "hm")
    found = sheet.back()
    assert (found.diff.needed, found.notes) == ("none", ("column 'remarks' was not read",))


def test_no_cell_is_run(small: NamedRubric, tmp_path: Path) -> None:
    """In CSV an apostrophe stands before it; in XLSX it is text, marked as quoted, and inherited rows are locked."""
    cells = [cell for row in csv.reader(StringIO(sheet_bytes(small).decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert {"'=not a sum", "'- ni esto"} <= set(cells)
    book = load_workbook(BytesIO(sheet_bytes(small, ".xlsx")))
    own = [cell for row in book["criteria"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in own} == {"s"}
    assert {bool(cell.quotePrefix) for cell in own if str(cell.value)[0] in "=-@"} == {True}
    assert book["inherited"].protection.sheet
    assert not book["criteria"].protection.sheet


def test_a_workbook_with_numbers_and_dates_where_they_may_be(small: NamedRubric, tmp_path: Path) -> None:
    """A weight typed as number, a review's date typed as date."""
    from datetime import datetime

    book = load_workbook(BytesIO(sheet_bytes(small, ".xlsx")))
    book["criteria"]["D4"].value = 1.0
    book["rubric"]["B6"].value = datetime(2026, 1, 31)  # noqa: DTZ001 - as a spreadsheet has it
    path = tmp_path / "s.xlsx"
    book.save(path)
    found = take_back(path, lambda place: small)
    assert found.file.entry.criteria["sleep"].weight == 1
    assert found.file.entry.reviewed == small.file.entry.reviewed
