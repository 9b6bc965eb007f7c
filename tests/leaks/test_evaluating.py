"""Reports that exist may copy too: what comes along in their rows is screened with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.leaks.markers import COPIES, kept, leaked

from casewright.cli.ending import run_command

CLEAN = "She has low mood and has lost interest in her garden."


def row(**fields: Any) -> dict[str, Any]:
    return {"text": CLEAN, "code": "F32.1", **fields}


ROWS: dict[str, dict[str, Any]] = {
    "in the text": row(text=f"{CLEAN} {COPIES[0]}."),
    "in another field": row(source=f"taken from {COPIES[0]}"),
    "deep in another field": row(source={"notes": [{"text": COPIES[0]}], COPIES[1]: 1}),
    "in the id": row(id=f"{COPIES[0]} {COPIES[1]}"),
    "in the code": row(code=COPIES[0]),
    "in the language": row(language=COPIES[0]),
    "in the kind": row(kind=COPIES[0]),
    "in a section's name": row(text=f"{CLEAN}\n\n{COPIES[0].upper()}:\nNothing."),
}


@pytest.mark.parametrize("as_json", [False, True], ids=["table", "json"])
@pytest.mark.parametrize("where", ROWS)
def test_a_row_that_copies(
    tmp_path: Path, corpus: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, where: str,
    *, as_json: bool,
) -> None:  # fmt: skip
    """Neither the terminal nor the run folder has it, whichever field it stood in."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "reports.jsonl"
    file.write_text(json.dumps(ROWS[where]) + "\n" + json.dumps(row()) + "\n", encoding="utf-8")
    asked = ["evaluate", str(file), "--reference", str(corpus), "--patient", "patient", "--run", "judged"]
    assert run_command([*asked, *(["--json"] if as_json else [])]) == 0
    said = capfd.readouterr()
    assert leaked(said.out, said.err, *kept(tmp_path / "judged")) == []


def test_a_corpus_without_a_heading(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its first note would be taken for field names, which messages list."""
    notes = tmp_path / "notes.csv"
    notes.write_text(f'p1,"She repeated: {COPIES[0]}"\np2,"She slept."\n', encoding="utf-8")
    for command in (
        ["evaluate", str(tmp_path / "none.jsonl"), "--reference", str(notes), "--patient", "patient"],
        ["generate", "F32.1", "--writer", "parrot", "--reference", str(notes)],
    ):
        assert run_command(command) == 2
    said = capfd.readouterr()
    assert leaked(said.out, said.err) == []
