"""The commands on the page for a privacy officer do what it says."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from casewright.cli.ending import run_command

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
PLACES = ("river", "hill", "harbour", "market", "mill", "chapel", "station", "school")


def commands() -> list[list[str]]:
    blocks = re.findall(r"^```bash\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines() if line]


def test_they_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the page, on notes of nobody."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WARD_KEY", "a key of twenty letters")
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("NEW_KEY", "another key of twenty letters")
    told = "He walked to the {place} {n} times and slept well."
    seen = [(place, n) for place in PLACES for n in range(3)]
    notes = [{"id": f"{n}", "text": told.format(place=place, n=n), "patient_id": place} for place, n in seen]
    files = {"notes.jsonl": notes[:12], "held_out.jsonl": notes[12:], "reports.jsonl": notes[6:9]}
    for name, rows in files.items():
        Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    Path("left.txt").write_text("river\n", "utf-8")
    assert run_command(["corpus", "index", "notes.jsonl", "--out", "old.cwindex", "--key-env", "WARD_KEY"]) == 0
    assert commands()
    for command in commands():
        assert run_command(command) in (0, 5), (command, capsys.readouterr().err)
        if "rotate-key" in command:
            monkeypatch.setenv("WARD_KEY", os.environ["NEW_KEY"])
    assert not Path("old.cwindex").exists()
