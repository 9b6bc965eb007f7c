"""Without a corpus nothing is said about copying, and that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casewright import Gate
from casewright.cli.ending import run_command

TOLD = "copying was not assessable"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_records_summary_and_terminal_say_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No figure of overlap is there, not even a nought."""
    made = ["generate", "F32.1", "--writer", "parrot", "--max-samples", "1", "--run", "made"]
    assert run_command(made) in (0, 3)
    assert TOLD in capsys.readouterr().out
    assert TOLD in json.loads((folder / "made" / "summary.json").read_text("utf-8"))["reference"][0]
    lines = [line for path in (folder / "made").glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    private = json.loads(lines[0])["privacy"]
    assert "no_reference" in private["marks"]
    figures = ("reference", "longest_run", "containment_8", "containment_13", "nearest", "nearest_ratio")
    assert {private[name] for name in figures} == {None}
    capsys.readouterr()
    assert run_command(["show", "made", json.loads(lines[0])["id"]]) == 0
    assert TOLD in capsys.readouterr().out


async def test_evaluating_says_so_too() -> None:
    """Whatever the outcome, nobody may take it for a report that copies nothing."""
    record = await Gate().evaluate("She has low mood.", code="F32.1")
    assert record.privacy
    assert "no_reference" in record.privacy.marks
    assert record.privacy.longest_run is None
