"""Labels are read from what people hand in, or refused by row and column."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import InputError
from casewright.exams.labels import Label, read_label_file, read_labels, write_labels

FORMATS = ("labels.jsonl", "labels.jsonl.gz", "labels.csv", "labels.xlsx")
AWKWARD = ("=1+1", "+41 79", "-none-", "@home", "'=quoted", "''-twice", "'plain", "\tindented", 'a "quote", a comma')


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


ROW = {"report": "r1", "text": "Low mood.", "rater": "ana", "criterion": "c", "answer": "present"}


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_read_back(tmp_path: Path, label: Callable[..., Label], name: str) -> None:
    """Formulas, accents and line ends too."""
    labels = [
        label(criterion=f"c{n}", comment=text.strip(), quote="ánimo", confidence=0.5) for n, text in enumerate(AWKWARD)
    ]
    labels.append(label(rater="=cmd|' /C calc'!A0", kind="progress", language="es", guideline="2"))
    write_labels(tmp_path / name, labels)
    assert read_labels(tmp_path / name) == tuple(labels)


def test_no_cell_is_a_formula(tmp_path: Path, label: Callable[..., Label]) -> None:
    """Whoever opens a sheet runs nothing that a report or a rater wrote."""
    from openpyxl import load_workbook

    labels = [label(text=text, criterion=f"c{n}", report=str(n)) for n, text in enumerate(AWKWARD)]
    write_labels(tmp_path / "a.csv", labels)
    assert not [line for line in (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() if ",=1" in line]
    write_labels(tmp_path / "a.xlsx", labels)
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_a_formula_that_a_rater_left_is_read_as_its_text(tmp_path: Path) -> None:
    """It is not run, and as an answer it is refused by row and column."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["report", "text", "rater", "criterion", "answer"])
    book.active.append([12, "Low mood.", "ana", "c", '=IF(1,"present","")'])
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(InputError, match=r"row 2: column 'answer': '=IF.*no answer; allowed are present, absent"):
        read_labels(tmp_path / "f.xlsx")


@pytest.mark.parametrize("said", ["Not mentioned", "NOT_MENTIONED", " not-mentioned "])
def test_answers_may_be_written_as_people_do(tmp_path: Path, said: str) -> None:
    """Capitals, spaces and hyphens don't matter."""
    (found,) = read_labels(lines(tmp_path / "a.jsonl", ROW | {"answer": said}))
    assert found.answer == "not_mentioned"


def test_rows_not_answered_yet_are_counted(tmp_path: Path) -> None:
    """A sheet half filled in is half a sheet, not an error."""
    path = lines(
        tmp_path / "a.jsonl", ROW, ROW | {"criterion": "d", "answer": ""}, ROW | {"criterion": "e", "answer": None}
    )
    found = read_label_file(path)
    assert (len(found.labels), found.blank) == (1, 2)


def test_text_and_rater_may_be_given_once(tmp_path: Path) -> None:
    """In one row of the report, and in one row of the file."""
    bare = {"report": "r1", "criterion": "d", "answer": "absent"}
    found = read_labels(lines(tmp_path / "a.jsonl", ROW, bare))
    assert [(one.text, one.rater) for one in found] == [("Low mood.", "ana")] * 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([ROW | {"answer": "yes"}], r"row 1: column 'answer': 'yes' is no answer; allowed are present, absent, not"),
        ([ROW | {"confidence": "high"}], r"row 1: column 'confidence': 'high'"),
        ([ROW | {"confidence": 3}], r"row 1: column 'confidence': 3"),
        ([ROW | {"language": "fr"}], r"row 1: column 'language': 'fr'"),
        ([ROW | {"anwser": "x"}], r"unknown column 'anwser'; known: report.*; nearest: answer"),
        ([ROW | {"criterion": ""}], r"row 1: column 'criterion' is empty"),
        ([ROW | {"rater": ""}], r"row 1: column 'rater' is empty"),
        ([ROW | {"text": ""}], r"row 1: column 'text' is empty in every row of report 'r1'"),
        ([ROW, ROW | {"criterion": "d", "text": "Other."}], r"row 2: report 'r1' has another text than above"),
        ([ROW, ROW], r"row 2: rater 'ana' answers 'c' of report 'r1' again; row 1 did"),
        ([ROW | {"answer": ""}], r"no row of .* is answered"),
        ([], r"has no labels"),
        (["x"], r"row 1: not a JSON object"),
    ],
)  # fmt: skip
def test_wrong_rows_are_named(tmp_path: Path, rows: list[Any], told: str) -> None:
    """By row and column, with what is allowed."""
    with pytest.raises(InputError, match=told):
        read_labels(lines(tmp_path / "a.jsonl", *rows))


def test_every_wrong_row_is_named_at_once(tmp_path: Path) -> None:
    """Up to a screenful; the same complaint once."""
    rows = [ROW | {"criterion": f"c{n}", "answer": f"maybe {n}"} for n in range(30)]
    with pytest.raises(InputError, match=r"(?s)wrong rows: 30.*row 20: .*and 10 rows more") as error:
        read_labels(lines(tmp_path / "a.jsonl", *rows))
    assert "row 21" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", "report,text,rater,criterion,answer\nr1,ánimo,ana,c,present\n".encode("latin-1"), "row 2: not UTF-8"),
        ("a.csv", b"report;text;rater;criterion;answer\nr1;t;ana;c;present\n", "separated by commas, these by semi"),
        ("a.csv", b"report,text,rater,criterion,answer\n", "has no labels"),
        ("a.csv", b"", "has no labels"),
        ("a.xlsx", b"PK\x03\x04nothing", "no XLSX workbook"),
        ("a.jsonl.gz", b"nothing", "damaged or not what its name says"),
        ("a.docx", b"", "can't tell the format"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    """Say what is wrong with them."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=told):
        read_labels(tmp_path / name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Is said to be so, for each format."""
    for name in FORMATS:
        with pytest.raises(InputError, match="No such file"):
            read_labels(tmp_path / name)


def test_a_text_too_long_for_a_cell(tmp_path: Path, label: Callable[..., Label]) -> None:
    """Is not cut: other formats hold it."""
    with pytest.raises(InputError, match=r"text of 40,000 characters; a cell of XLSX holds 32,767: write CSV or JSONL"):
        write_labels(tmp_path / "a.xlsx", [label(text="x" * 40_000)])
