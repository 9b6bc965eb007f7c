"""Sheets edited badly: each problem by rule and cell, all of them at once, each with its fix in the documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.rubrics.sheets.edited import Sheet

from casewright.errors import InputError
from casewright.rubrics.named import NamedRubric
from casewright.rubrics.sheets import SHEET_RULES, SheetError, sheet_bytes, take_back

PAGE = (Path(__file__).parents[3] / "docs" / "rubric-lint.md").read_text("utf-8")
DOCUMENTED = set(re.findall(r"^\| (sheet-[a-z]+) \| .+ \| .+ \| .+ \|$", PAGE, re.MULTILINE))


def _head(sheet: Sheet, name: str, text: str) -> str:
    at = next(index for index, row in enumerate(sheet.rows) if row[:1] == [name])
    sheet.rows[at][1] = text
    return f"sheet!B{at + 1}"


def _twice(sheet: Sheet) -> str:
    at = next(index for index, row in enumerate(sheet.rows) if row[:1] == ["veto"])
    sheet.rows.append(list(sheet.rows[at]))
    return f"sheet!A{len(sheet.rows)}"


def _editorial(sheet: Sheet) -> str:
    sheet.put("mood", "finds", "{concept: guilt}")
    return sheet.put("mood", "change", "editorial")


def _low(sheet: Sheet) -> str:
    sheet.drop("sleep")
    return _head(sheet, "version", "1.3.0")


def _without(column: str) -> Callable[[Sheet], str]:
    def drop(sheet: Sheet) -> str:
        at = sheet.rows[sheet.heading].index(column)
        for row in sheet.rows[sheet.heading :]:
            row.pop(at)
        return f"sheet!A{sheet.heading + 1}"

    return drop


def _stray(sheet: Sheet) -> str:
    sheet.rows[sheet.heading + 1].append("?")
    return f"sheet!T{sheet.heading + 2}"


def _headless(sheet: Sheet) -> str:
    sheet.rows = [row for row in sheet.rows if row[:1] != ["basis"]]
    return "-"


EDITS: dict[str, tuple[str, Callable[[Sheet], str]]] = {
    "unknown role": ("sheet-choice", lambda s: s.put("mood", "role", "support")),
    "unknown aspect": ("sheet-choice", lambda s: s.put("mood", "aspect", "course")),
    "unknown want": ("sheet-choice", lambda s: s.put("mood", "want", "no")),
    "unknown change": ("sheet-choice", lambda s: s.put("mood", "change", "small")),
    "no role": ("sheet-empty", lambda s: s.put("mood", "role", "")),
    "empty question": ("sheet-empty", lambda s: s.put("mood", "asks es", " ")),
    "no id": ("sheet-id", lambda s: s.put("mood", "id", "")),
    "an id with a space": ("sheet-id", lambda s: s.put("mood", "id", "low mood")),
    "duplicate id": ("sheet-duplicate", _twice),
    "weight no number": ("sheet-weight", lambda s: s.put("mood", "weight", "high")),
    "negative weight": ("sheet-weight", lambda s: s.put("mood", "weight", "-1")),
    "unknown kind": ("kind", lambda s: s.put("mood", "kinds", "intake, letter")),
    "unreadable ages": ("sheet-ages", lambda s: s.put("mood", "ages", "adults")),
    "ages the wrong way round": ("sheet-ages", lambda s: s.put("mood", "ages", "65 to 18")),
    "one age": ("sheet-ages", lambda s: s.put("mood", "ages", "18")),
    "finds with an open bracket": ("sheet-finds", lambda s: s.put("mood", "finds", "{any: [")),
    "finds of no such node": ("finds", lambda s: s.put("mood", "finds", "{some: []}")),
    "finds as text": ("finds", lambda s: s.put("mood", "finds", "guilt")),
    "unknown concept": ("concept", lambda s: s.put("mood", "finds", "{concept: gilt}")),
    "a pattern": ("regex", lambda s: s.put("mood", "finds", "{pattern: a+}")),
    "a hash that is none": ("sheet-was", lambda s: s.put("mood", "was", "earlier")),
    "formula": ("sheet-formula", lambda s: s.put("mood", "asks en", "=A1")),
    "editorial change of finds": ("sheet-change", _editorial),
    "missing column": ("sheet-column", _without("weight")),
    "stray text": ("sheet-stray", _stray),
    "version no semver": ("sheet-head", lambda s: _head(s, "version", "2")),
    "version too low": ("sheet-version", _low),
    "unknown basis": ("sheet-head", lambda s: _head(s, "basis", "dsm")),
    "no basis": ("sheet-head", lambda s: _head(s, "basis", "")),
    "no line of the basis": ("sheet-head", _headless),
    "a status without review": ("sheet-head", lambda s: _head(s, "reviewed by", "")),
    "an earlier rubric": ("sheet-stale", lambda s: _head(s, "made from", "0123456789abcdef")),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_is_wrong_is_named_with_its_cell(sheet: Sheet, name: str) -> None:
    """Rule and cell; nothing else is complained of."""
    rule, edit = EDITS[name]
    cell = edit(sheet)
    with pytest.raises(SheetError) as caught:
        sheet.back()
    assert [(item.rule, item.cell) for item in caught.value.problems] == [(rule, cell)]
    assert f"{cell}: [{rule}]" in str(caught.value)


def test_everything_wrong_is_told_at_once(sheet: Sheet) -> None:
    """Nobody mends a sheet one message at a time."""
    cells = [
        sheet.put("mood", "role", "no"),
        sheet.put("mood", "weight", "no"),
        sheet.put("mood", "finds", "{concept: no}"),
        sheet.put("veto", "kinds", "no"),
        sheet.put("veto", "asks en", ""),
        _head(sheet, "version", "no"),
    ]
    with pytest.raises(SheetError, match="problems: 6") as caught:
        sheet.back()
    assert {item.cell for item in caught.value.problems} == set(cells)


def _lost_veto(sheet: Sheet) -> str:
    sheet.put("dose-impossible", "from", "")
    return sheet.put("dose-impossible", "role", "documents")


def test_an_inherited_veto_is_not_lost_by_a_word(sheet: Sheet) -> None:
    """As in a file: it has to be disabled."""
    cell = _lost_veto(sheet)
    with pytest.raises(SheetError) as caught:
        sheet.back()
    assert [(item.rule, item.cell) for item in caught.value.problems] == [("lost-contradiction", cell)]


RAW: dict[str, tuple[str, str, Callable[[Sheet], bytes]]] = {
    "wrong encoding": ("sheet-encoding", "sheet!A", lambda s: s.raw().encode("latin-1")),
    "an open quotation": ("sheet-file", "sheet!A", lambda s: s.raw().encode() + b'"open'),
    "no heading": ("sheet-heading", "-", lambda s: b"a,b\n1,2\n"),
    "an empty file": ("sheet-heading", "-", lambda s: b""),
}


@pytest.mark.parametrize("name", RAW)
def test_files_that_cannot_be_read(sheet: Sheet, name: str) -> None:
    """Named by the first place that can't."""
    rule, cell, raw = RAW[name]
    with pytest.raises(SheetError) as caught:
        sheet.back(raw(sheet))
    last = caught.value.problems[-1]
    assert (last.rule, last.cell.startswith(cell)) == (rule, True), last


def _book(small: NamedRubric, edit: Callable[[Any], None]) -> bytes:
    book = load_workbook(BytesIO(sheet_bytes(small, ".xlsx")))
    edit(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _formula(book: Any) -> None:
    book["criteria"]["D2"].value = "=1+1"
    book["criteria"]["D2"].data_type = "f"


def _date(book: Any) -> None:
    from datetime import datetime

    book["criteria"]["G2"].value = datetime(2026, 6, 12)  # noqa: DTZ001 - as a spreadsheet has it


BOOKS: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "formula": ("sheet-formula", "criteria!D2", _formula),
    "merged cells": ("sheet-merged", "criteria!I2", lambda book: book["criteria"].merge_cells("I2:I3")),
    "a date": ("sheet-date", "criteria!G2", _date),
}


@pytest.mark.parametrize("name", BOOKS)
def test_what_only_workbooks_have(small: NamedRubric, tmp_path: Path, name: str) -> None:
    """Cells as the spreadsheet names them."""
    rule, cell, edit = BOOKS[name]
    path = tmp_path / "s.xlsx"
    path.write_bytes(_book(small, edit))
    with pytest.raises(SheetError) as caught:
        take_back(path, lambda place: small)
    assert (rule, cell) in {(item.rule, item.cell) for item in caught.value.problems}


@pytest.mark.parametrize("raw", [b"", b"no zip", b"PK\x03\x04 broken"], ids=["empty", "text", "broken"])
def test_a_workbook_that_is_none(small: NamedRubric, tmp_path: Path, raw: bytes) -> None:
    """One line, no traceback."""
    path = tmp_path / "s.xlsx"
    path.write_bytes(raw)
    with pytest.raises(SheetError, match=r"\[sheet-file\] no XLSX workbook"):
        take_back(path, lambda place: small)


def test_other_files(tmp_path: Path) -> None:
    """A format that isn't known; a file that isn't there."""
    for name, told in (("s.ods", "can't tell the format"), ("s.csv", "can't read")):
        with pytest.raises(InputError, match=told):
            take_back(tmp_path / name, lambda place: pytest.fail(place))


def test_every_rule_is_exercised_and_documented() -> None:
    """The page has each, and this file breaks each."""
    broken = {case[0] for cases in (EDITS, RAW, BOOKS) for case in cases.values()}
    assert {rule for rule in broken if rule.startswith("sheet-")} == set(SHEET_RULES)
    assert set(SHEET_RULES) == DOCUMENTED
