"""``casewright judge sample`` and ``agreement``: from reports to a sheet, and from sheets to agreement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casewright.exams.labels.tabular import read_table, write_table


@pytest.fixture
def reports(tmp_path: Path, note: str) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": f"p{n}", "text": f"{note}\nSeen {n} times.", "code": "F32.1", "kind": "progress"} for n in range(12)]
    rows += [{"id": "bad", "text": note, "code": "F32.19"}, {"id": "none", "text": ""}]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def fill(sheet: Path, rater: str, answer: str, out: Path) -> Path:
    rows = [dict(row) | {"rater": rater, "answer": answer} for _, row in read_table(sheet) if not isinstance(row, str)]
    rows[0]["answer"] = "absent"
    write_table(out, tuple(rows[0]), rows)
    return out


def test_from_reports_to_agreement(run: Any, reports: Path, overlay: Path, tmp_path: Path) -> None:
    """A sheet, two raters, their agreement, and an exam on what they said."""
    rubrics = ("--rubrics", overlay)
    ended = run("judge", "sample", reports, "--out", tmp_path / "s.csv", "-n", "20", *rubrics)
    assert ended.code == 0
    assert "20 of " in ended.out
    assert "about 12 reports" in ended.out
    assert "row 13: unknown ICD-10 code 'F32.19'" in ended.err
    assert "row 14: no text" in ended.err
    key = tmp_path / "s.csv.key.jsonl"
    assert key.is_file()
    assert "F32.1" not in (tmp_path / "s.csv").read_text("utf-8-sig")
    ana = fill(tmp_path / "s.csv", "ana", "present", tmp_path / "ana.csv")
    ben = fill(tmp_path / "s.csv", "ben", "present", tmp_path / "ben.xlsx")
    agreed = run("judge", "agreement", ana, ben, "--key", key)
    assert "2 raters: ana, ben" in agreed.out
    assert "20 questions about 12 reports" in agreed.out
    assert "Krippendorff's alpha 1.00" in agreed.out
    assert json.loads(run("judge", "agreement", ana, ben, "--json").out)["pairs"][0]["kappa"] == 1.0
    only = ("--bases", "composed", "--composed", "0", "--language", "en", "--attacks", "0")
    labels = ("--labels", ana, "--labels", ben, "--key", key)
    found = json.loads(run("judge", "exam", "--judge", "rules", *only, *labels, *rubrics, "--json").out)
    assert (found["labelled"], found["raters"]) == (12, 2)
    assert found["agreement"]["krippendorff_alpha"] == 1.0


def test_what_was_labelled_is_not_asked_again(run: Any, reports: Path, overlay: Path, tmp_path: Path) -> None:
    """By the reports' own ids, through the key."""
    rubrics = ("--rubrics", overlay)
    run("judge", "sample", reports, "--out", tmp_path / "s.csv", "-n", "500", "--per-report", "99", *rubrics)
    ana = fill(tmp_path / "s.csv", "ana", "present", tmp_path / "ana.csv")
    before = ("--labels", ana, "--labels-key", tmp_path / "s.csv.key.jsonl")
    ended = run("judge", "sample", reports, "--out", tmp_path / "t.csv", *before, *rubrics)
    assert ended.code == 2
    assert "there is nothing to label" in ended.err


def test_the_exams_own_paper_is_sampled(run: Any, tmp_path: Path) -> None:
    """One version of each text, and nothing on the sheet says what was planted."""
    few = ("--codes", "F43.1", "--language", "es", "--bases", "goldens")
    ended = run("judge", "sample", "--out", tmp_path / "s.jsonl", "-n", "9", *few)
    assert ended.code == 0
    rows = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text("utf-8").splitlines()]
    assert {set(row) == {"report", "text", "question", "guidance", "rater", "criterion", "criterion_hash", "guideline"}
            for row in rows} == {True}  # fmt: skip
    assert all(row["question"].startswith("¿") for row in rows)


def test_one_rater_has_no_agreement(run: Any, reports: Path, overlay: Path, tmp_path: Path) -> None:
    """It is said, without a figure and without an error."""
    run("judge", "sample", reports, "--out", tmp_path / "s.csv", "-n", "3", "--rubrics", overlay)
    ended = run("judge", "agreement", fill(tmp_path / "s.csv", "ana", "present", tmp_path / "ana.csv"))
    assert ended.code == 0
    assert "agreement between raters needs two; these labels have 1" in ended.out
    assert "alpha" not in ended.out


def test_one_question_in_two_files(run: Any, reports: Path, overlay: Path, tmp_path: Path) -> None:
    """One rater's two answers to it are not two raters'."""
    run("judge", "sample", reports, "--out", tmp_path / "s.csv", "-n", "3", "--rubrics", overlay)
    one, other = (fill(tmp_path / "s.csv", "ana", "present", tmp_path / name) for name in ("a.csv", "b.csv"))
    ended = run("judge", "agreement", one, other)
    assert ended.code == 2
    assert "rater 'ana' answers" in ended.err


def test_a_sheet_without_its_key(run: Any, reports: Path, overlay: Path, tmp_path: Path) -> None:
    """Names no code: the exam says what is missing."""
    run("judge", "sample", reports, "--out", tmp_path / "s.csv", "-n", "3", "--rubrics", overlay)
    ana = fill(tmp_path / "s.csv", "ana", "present", tmp_path / "ana.csv")
    ended = run("judge", "exam", "--judge", "rules", "--language", "en", "--labels", ana, "--composed", "0")
    assert ended.code == 2
    assert "names no code; a blinded sheet is read with its key" in ended.err
