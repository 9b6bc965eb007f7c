"""A sheet goes out and comes back."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.studies.sheets.conftest import Filled, make_arm

from casewright.errors import InputError
from casewright.exams.labels.tabular import read_table
from casewright.studies.material import Arm, RealNote
from casewright.studies.sheets import draw, read_rating_key, read_ratings, write_rating_sheet
from casewright.studies.sheets.form import COLUMNS, ERRORS


@pytest.fixture(params=["sheet.xlsx", "sheet.csv", "sheet.jsonl"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path, arms: tuple[Arm, ...], notes: tuple[RealNote, ...]) -> Path:
    path = tmp_path / str(request.param)
    write_rating_sheet(path, tmp_path / "key.jsonl", draw(arms, 12, real=notes).items, seed=4)
    return path


def _all_real(at: int, row: dict[str, Any]) -> dict[str, Any]:
    return {"verdict": "Real", "confidence": 3, "invented detail": "x" if at % 2 else ""}


def test_every_format_comes_back(sheet: Path, tmp_path: Path, filled: Filled) -> None:
    """With verdicts as people write them, an x for an error, and the key's arms."""
    key = read_rating_key(tmp_path / "key.jsonl")
    found = read_ratings([filled(sheet, "A", _all_real)], key)
    assert (len(found.ratings), found.blank) == (12, 0)
    assert {item.verdict for item in found.ratings} == {"real"}
    assert {item.confidence for item in found.ratings} == {3}
    assert [item.errors for item in found.ratings[:2]] == [{}, {"invented detail": 1}]
    assert sorted(item.of.arm for item in found.ratings).count("real notes") == 6


def test_nothing_on_the_sheet_says_whose_a_text_is(sheet: Path, tmp_path: Path) -> None:
    """Neither ids nor columns; and the key, with its warning of real notes, is its owner's to read."""
    rows = [row for _, row in read_table(sheet) if not isinstance(row, str)]
    assert {name for row in rows for name in row} <= set(COLUMNS)
    told = json.dumps([{**row, "text": ""} for row in rows])
    assert not any(word in told for word in ("one", "two", "parrot", "real", "F32"))
    key, entries = tmp_path / "key.jsonl", read_rating_key(tmp_path / "key.jsonl").values()
    assert stat.S_IMODE(key.stat().st_mode) == stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert all(bool(entry.warning) == entry.real for entry in entries)
    assert "lamp" not in key.read_text("utf-8")
    assert not any(entry.pair for entry in entries if entry.real)


def test_the_guide_names_every_error(sheet: Path) -> None:
    """Beside the sheet, for raters."""
    guide = sheet.with_name(f"{sheet.name}.guide.txt").read_text("utf-8")
    assert all(name in guide for name in ERRORS)
    assert "12 clinical texts" in guide


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    """A report that begins as a formula does neither runs nor counts as edited."""
    arm = make_arm("one", 2)
    texts = ["=HYPERLINK(1) is what the patient typed all night.", "+34 was written on the wall of the boathouse."]
    from dataclasses import replace

    odd = Arm("one", tuple(replace(report, text=text) for report, text in zip(arm.reports, texts, strict=True)))
    for name in ("s.csv", "s.xlsx"):
        write_rating_sheet(tmp_path / name, tmp_path / "k.jsonl", draw((odd,), 2).items)
        with pytest.raises(InputError, match="is answered"):
            read_ratings([tmp_path / name], read_rating_key(tmp_path / "k.jsonl"))
    assert "'=HYPERLINK" in (tmp_path / "s.csv").read_text("utf-8-sig")


def test_what_a_spreadsheet_changes_is_no_edit(sheet: Path, tmp_path: Path, filled: Filled) -> None:
    """Curly quotes, line ends and spaces; and a text column that was left out."""
    key = read_rating_key(tmp_path / "key.jsonl")
    curled = filled(sheet, "A", lambda at, row: {"verdict": "real", "text": f" {row['text']} ".replace("\n", "\r\n")})
    gone = filled(sheet, "B", lambda at, row: {"verdict": "real", "text": ""})
    assert len(read_ratings([curled, gone], key).ratings) == 24


BAD = {
    "edited": ({"verdict": "real", "text": "Another text."}, "is not what was sent: it was edited"),
    "verdict": ({"verdict": "rael"}, "column 'verdict': 'rael' is none; allowed are real, synthetic, can't tell"),
    "verdict missing": ({"style or template": "x"}, "is empty, though other cells of the row are filled in"),
    "count": ({"verdict": "real", "wrong fact": "many"}, "column 'wrong fact': 'many' is no count"),
    "large count": ({"verdict": "real", "wrong fact": 1000}, "allowed are x or a number up to 99"),
    "confidence": (
        {"verdict": "real", "confidence": "9"},
        "column 'confidence': '9' is none; allowed are 1",
    ),
    "id": ({"verdict": "real", "id": "zzzz-001"}, "'zzzz-001' is not in the key: is it the key of another sheet?"),
    "no id": ({"verdict": "real", "id": ""}, "column 'id' is empty"),
    "rater": ({"verdict": "real", "rater": ""}, "column 'rater' is empty"),
    "text in a wrong cell": (
        {"verdict": "A note of some length in the wrong place."},
        "a text of 41 characters is none",
    ),
}


@pytest.mark.parametrize(("answer", "why"), BAD.values(), ids=BAD)
def test_bad_rows_are_named_and_nothing_is_taken(
    tmp_path: Path, arms: tuple[Arm, ...], filled: Filled, answer: dict[str, Any], why: str
) -> None:
    """By number and column; no error shows a text."""
    sheet, key = tmp_path / "sheet.csv", tmp_path / "key.jsonl"
    write_rating_sheet(sheet, key, draw(arms, 6).items)
    done = filled(
        sheet, "A", lambda at, row: answer if at == 2 else {"verdict": "synthetic", "rater": answer.get("rater", "A")}
    )
    with pytest.raises(InputError) as caught:
        read_ratings([done], read_rating_key(key))
    assert why in str(caught.value)
    assert "row 4" in str(caught.value) or answer.get("rater") == ""
    assert "baker" not in str(caught.value)


def test_one_rater_twice_is_refused(sheet: Path, tmp_path: Path, filled: Filled) -> None:
    """A copy handed in under two names of a file would count double."""
    key = read_rating_key(tmp_path / "key.jsonl")
    done = filled(sheet, "A", _all_real)
    with pytest.raises(InputError, match=r"rater 'A' rates '.*' twice, in"):
        read_ratings([done, done], key)


def test_a_sheet_that_came_back_empty_is_refused(sheet: Path, tmp_path: Path) -> None:
    """As is a key that is none, or empty, or a sheet's name that says no format."""
    key = read_rating_key(tmp_path / "key.jsonl")
    with pytest.raises(InputError, match=r"no row of .* is answered"):
        read_ratings([sheet], key)
    with pytest.raises(InputError, match="is no key of a sheet"):
        read_rating_key(sheet)
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="is empty"):
        read_rating_key(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("sheet_name", "key_name", "why"),
    [
        ("s.csv", "s.csv", "the key needs a file of its own"),
        ("s.docx", "k.jsonl", "can't tell the format of"),
        ("s.csv", "k.csv", "a key is JSONL"),
    ],
)
def test_names_are_looked_at_first(tmp_path: Path, sheet_name: str, key_name: str, why: str) -> None:
    """Before anything is drawn or written."""
    with pytest.raises(InputError, match=why):
        write_rating_sheet(tmp_path / sheet_name, tmp_path / key_name, draw((make_arm("one"),), 2).items)
    assert not list(tmp_path.iterdir())
