"""``casewright study report`` and ``compare``: what they write, print and refuse."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Exports = Callable[..., Path]
FEW = ("--only", "acceptance")


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_report_is_a_page_with_its_tables_pictures_and_data(run: Run, exports: Exports, tmp_path: Path) -> None:
    """And the headline table on the terminal, with where the page is."""
    a, b = exports("a", ["accepted", "rejected", "error"]), exports("b", ["accepted", "accepted", "rejected"])
    ended = run("study", "report", a, f"other={b}", "-o", "out", "--no-parrot", *FEW, "--title", "A & B")
    assert ended.code == 0, ended.err
    out = tmp_path / "out"
    assert "A &amp; B" in (out / "report.html").read_text("utf-8")
    data = json.loads((out / "study.json").read_text("utf-8"))
    assert [arm["name"] for arm in data["arms"]] == ["a", "other"]
    with (out / "tables" / "acceptance.csv").open(encoding="utf-8") as file:
        assert [(row["Arm"], row["accepted_n"]) for row in csv.DictReader(file)] == [("a", "3"), ("other", "3")]
    assert (out / "figures" / "acceptance-arms.svg").is_file()
    assert "0.67" in ended.out
    assert "out/report.html" in ended.out


def test_the_same_report_again_measures_nothing(run: Run, exports: Exports, tmp_path: Path) -> None:
    """What was measured is kept; other arms are measured."""
    a, b = exports("a", ["accepted", "rejected"]), exports("b", ["rejected"])
    for places, kept in (((a,), False), ((a,), True), ((a, b), False)):
        assert run("study", "report", *places, "-o", "out", "--no-parrot", *FEW).code == 0
        time = json.loads((tmp_path / "out" / "study.json").read_text("utf-8"))["meta"]["time"]
        assert ("acceptance kept" in time) == kept


def test_everything_can_be_had_as_json(run: Run, exports: Exports) -> None:
    """And nothing else then."""
    ended = run("study", "report", exports("a", ["accepted"]), "-o", "out", "--no-parrot", *FEW, "--json")
    told = json.loads(ended.out)
    assert (told["schema"], told["parts"][0]["id"], ended.err) == (1, "acceptance", "")


def test_data_sets_made_elsewhere_are_compared(run: Run, exports: Exports, tmp_path: Path) -> None:
    """Under the fields that they have; judged records among them keep what was found."""
    plain = write(tmp_path / "plain.jsonl", [{"note": "He sleeps badly and says so.", "icd": "F20.0"}, {"note": ""}])
    judged = exports("a", ["accepted", "rejected"]) / "accepted.jsonl"
    fields = ("--text-field", "note", "--code-field", "icd")
    ended = run("study", "compare", plain, f"judged={judged}", "-o", "out", *FEW, *fields)
    assert ended.code == 0, ended.err
    data = json.loads((tmp_path / "out" / "study.json").read_text("utf-8"))
    assert [(arm["name"], arm["samples"], arm["passed"]) for arm in data["arms"]] == [
        ("plain", 1, None),
        ("judged", 1, 1),
    ]
    assert any("row 2: empty text" in line for line in data["not_assessed"])


def test_a_part_that_fails_ends_with_a_failed_check(
    run: Run, exports: Exports, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The others stand in the page, which says where it failed."""

    def fail(material: Any) -> Any:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("casewright.studies.populations.measure", fail)
    ended = run(
        "study", "report", exports("a", ["accepted"]), "-o", "out", "--no-parrot", *FEW, "--only", "populations"
    )
    assert ended.code == 5
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "ZeroDivisionError" in page
    assert "a secret" not in page + ended.err


def test_nothing_of_real_notes_is_written_or_said(run: Run, exports: Exports, tmp_path: Path) -> None:
    """Wherever the report may put it."""
    secret = "He keeps bees behind the mill and fears the water of the Evenlode."
    notes = write(tmp_path / "notes.jsonl", [{"text": f"{secret} {n}", "p": f"p{n}", "c": "F20.0"} for n in range(12)])
    real = ("--reference", notes, "--patient", "p", "--real-code", "c")
    ended = run("study", "report", exports("a", ["accepted", "rejected"]), "-o", "out", "--no-parrot", *FEW, *real)
    assert ended.code == 0, ended.err
    written = [file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert b"bees" not in b"".join([*written, ended.out.encode(), ended.err.encode()])
    assert "notes.jsonl (12 notes)" in (tmp_path / "out" / "study.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["none"], "no run at 'none'"),
        (["empty"], "nothing to report on in 'empty': the folder is empty"),
        (["a", "a"], "'a' is given twice"),
        (["a", "--only", "diversty"], "unknown part 'diversty'"),
        (["a", "--embedder", "word2vec"], "unknown embedder 'word2vec'"),
        (["a", "--real", "none.jsonl"], "can't read 'none.jsonl': No such file or directory"),
        (["a", "--real", "notes.jsonl", "--real-code", "icd"], "no field 'icd' (--real-code); fields: 'text'"),
        (["a", "--real", "notes.jsonl", "--real-text", "note"], "no field 'note' (--real-text); fields: 'text'"),
        (["a", "--real-code", "icd"], "--real-code is a field of the file that --real names"),
        (["a", "--holdout", "notes.jsonl"], "--holdout needs the notes that it is held out from"),
        (["a", "--members", "notes.jsonl"], "--members needs the notes that writers weren't shown"),
        (["a", "-o", "notes.jsonl"], "'notes.jsonl' is a file"),
        (["x=a", "x=b"], "arm 'x' mixes writers"),
        (["a", "other"], "judged differently: F32.1 (progress) by rubric who:F32.1 1.0.0 (abc)"),
        (["broken"], "accepted.jsonl', line 2: not valid JSON"),
        (["postgres:/x"], "no run at 'postgres:/x'"),
        (["mysql://x/y"], "can't open ledger 'mysql://x/y'"),
        (["blank.jsonl"], "'blank.jsonl' has no text"),
        (["study", "-o", "study"], "is a study's own folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_told(run: Run, exports: Exports, tmp_path: Path, given: list[str], told: str) -> None:
    """In one line, with exit code 2, and nothing is written."""
    from casewright.types import RubricRef

    exports("a", ["accepted"])
    exports("b", ["accepted"])
    exports("other", ["accepted"], rubric=RubricRef("who:F32.1", "9.0.0", "def"))
    with (exports("broken", ["accepted"]) / "accepted.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "study.json").write_text(JOURNAL, encoding="utf-8")
    write(tmp_path / "notes.jsonl", [{"text": "She keeps to her room and sleeps little."}])
    write(tmp_path / "blank.jsonl", [{"text": " "}])
    ended = run("study", "report", "--no-parrot", *given)
    assert told in ended.err
    assert ended.code == 2


JOURNAL = json.dumps(
    {"title": "t", "file": "t.yaml", "content": {}, "versions": {}, "reference": "", "engine": "local", "ledger": "",
     "writers": {}, "cells": [], "schema": 1}
)  # fmt: skip


def test_a_file_that_is_not_there_can_not_be_compared(run: Run) -> None:
    """As everywhere."""
    ended = run("study", "compare", "none.csv")
    assert (ended.code, "can't read 'none.csv': No such file or directory" in ended.err) == (2, True)


def test_without_matplotlib_the_page_has_tables(
    run: Run, exports: Exports, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And says how to get the pictures."""
    for place in ("reporting", "page.writing"):
        monkeypatch.setattr(f"casewright.studies.{place}.find_spec", lambda name: None)
    ended = run("study", "report", exports("a", ["accepted"]), "-o", "out", "--no-parrot", *FEW)
    assert ended.code == 0, ended.err
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "casewright[studies]" in page
    assert "<svg" not in page
    assert not list((tmp_path / "out" / "figures").glob("*"))
