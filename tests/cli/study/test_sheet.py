"""``casewright study sheet`` and ``casewright study ratings``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casewright.exams.labels.tabular import read_table, write_table
from casewright.studies.sheets.form import COLUMNS


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Eight reports of ours, made elsewhere."""
    rows = [
        {
            "id": f"r{at}",
            "code": ("F32.1", "F41.1")[at % 2],
            "text": f"The ferryman of landing {at} lies awake at night.",
        }
        for at in range(8)
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Four fictional notes that play the real ones."""
    rows = [{"text": f"Patient: Ada Quill\nThe weaver of loom {at} hears it.", "icd": "F32.9"} for at in range(4)]
    path = tmp_path / "notes.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def fill(sheet: Path, key: Path, rater: str) -> Path:
    """Right about everything."""
    real = {entry["opaque"]: entry["real"] for _, entry in read_table(key) if not isinstance(entry, str)}
    rows = [dict(row) for _, row in read_table(sheet) if not isinstance(row, str)]
    for row in rows:
        row |= {"rater": rater, "verdict": "real" if real[row["id"]] else "synthetic", "wrong severity": "x"}
    path = sheet.with_name(f"{rater}-{sheet.name}")
    write_table(path, COLUMNS, rows)
    return path


def test_a_sheet_goes_out_and_comes_back(run: Any, reports: Path, notes: Path, tmp_path: Path) -> None:
    """With real notes that were asked for by name, a warning, and both raters' figures."""
    ended = run("study", "sheet", reports, "-n", "8", "-o", "s.csv", "--key", "k.jsonl",
                "--real", notes, "--show-real", "--real-code", "icd")  # fmt: skip
    assert ended.code == 0, ended.err
    assert "8 texts (4 of real notes, 4 of reports): s.csv" in ended.out
    assert "WARNING: 4 real notes stand on s.csv in full" in ended.err
    assert "Ada Quill" not in (tmp_path / "s.csv").read_text("utf-8")
    sheets = [fill(tmp_path / "s.csv", tmp_path / "k.jsonl", rater) for rater in ("A", "B")]
    ended = run("study", "ratings", *sheets, "--key", "k.jsonl", "-o", "people.json")
    assert ended.code == 0, ended.err
    assert "16 readings by 2 raters; 0 rows not answered" in ended.out
    assert "cannot: People can't tell reports of reports from real notes." in ended.out
    ended = run("study", "ratings", *sheets, "--key", "k.jsonl", "--json")
    assert json.loads(ended.out) == json.loads((tmp_path / "people.json").read_text("utf-8"))


def test_real_notes_stay_in_unless_both_options_are_given(run: Any, reports: Path, notes: Path, tmp_path: Path) -> None:
    """Nothing is written without a yes, and a yes needs a file."""
    ended = run("study", "sheet", reports, "--real", notes)
    assert ended.code == 2
    assert "would stand on the sheet in full; if they may, add --show-real" in ended.err
    assert run("study", "sheet", reports, "--show-real").code == 2
    assert run("study", "sheet", reports, "--real-code", "icd").code == 2
    assert not list(tmp_path.glob("sheet*"))


def test_an_index_of_real_notes_is_no_file_of_notes(run: Any, reports: Path, tmp_path: Path) -> None:
    """The reference never stands on a sheet."""
    (tmp_path / "corpus.cwindex").write_bytes(b"not text")
    ended = run("study", "sheet", reports, "--real", tmp_path / "corpus.cwindex", "--show-real")
    assert ended.code == 2
    assert "corpus.cwindex" in ended.err


def test_a_sheet_without_real_notes(run: Any, reports: Path, tmp_path: Path) -> None:
    """Is what is written by default, and no warning goes with it."""
    ended = run("study", "sheet", reports, "-n", "20", "-o", "s.jsonl", "--rater", "A")
    assert ended.code == 0, ended.err
    assert "8 texts instead of 20: there are no more" in ended.err
    assert "WARNING" not in ended.err
    ended = run("study", "ratings", "s.jsonl", "--key", "s.jsonl.key.jsonl")
    assert ended.code == 2
    assert "no row of 's.jsonl' is answered" in ended.err


def test_the_key_of_another_sheet_is_found_out(run: Any, reports: Path, tmp_path: Path) -> None:
    """Ids of two sheets are never the same."""
    for seed in "12":
        assert run("study", "sheet", reports, "-n", "6", "-o", f"{seed}.csv", "--seed", seed).code == 0
    done = fill(tmp_path / "1.csv", tmp_path / "1.csv.key.jsonl", "A")
    ended = run("study", "ratings", done, "--key", "2.csv.key.jsonl")
    assert ended.code == 2
    assert "is not in the key: is it the key of another sheet?" in ended.err
    assert "wrong rows: 6" in ended.err


@pytest.mark.slow
def test_a_run_brings_the_parrot_along(run: Any, parrot: tuple[str, ...], overlay: Path) -> None:
    """Reports of a run are drawn, and the parrot's own run is the parrot already."""
    assert run("generate", "F32.1", "-n", "2", "--run", "runs/p", *parrot).code == 0
    ended = run("study", "sheet", "runs/p", "-n", "2", "-o", "s.csv", "--rubrics", overlay)
    assert ended.code == 0, ended.err
    assert "2 texts (2 of parrot)" in ended.out


def test_what_people_said_stands_in_the_report(run: Any, reports: Path, tmp_path: Path) -> None:
    """Behind the parts that were measured; an arm that the report doesn't know is named."""
    assert run("study", "sheet", reports, "-n", "6", "-o", "s.csv").code == 0
    done = fill(tmp_path / "s.csv", tmp_path / "s.csv.key.jsonl", "A")
    assert run("study", "ratings", done, "--key", "s.csv.key.jsonl", "-o", "people.json").code == 0
    given = ("--only", "acceptance", "--ratings", "people.json", "--json")
    ended = run("study", "compare", f"other={reports}", "-o", "out", *given)
    assert ended.code == 0, ended.err
    told = json.loads(ended.out)
    assert [part["id"] for part in told["parts"]] == ["acceptance", "people"]
    assert "people read reports of reports, which is no arm of this report" in told["not_assessed"]
    (tmp_path / "people.json").write_text("{}", encoding="utf-8")
    assert run("study", "compare", reports, "-o", "out", *given).code == 2
