"""An index in the place of notes: the same run, the same answers, the same refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_a_run_goes_on_with_an_index_of_its_notes(
    run: Any, notes: Path, index: Path, parrot: tuple[str, ...], tmp_path: Path
) -> None:
    """Its identity holds the corpus's fingerprint, which is the same; another key would make another run."""
    folder = tmp_path / "made"
    order = ("generate", "F32.1", "-n", "1", *parrot, "--run", folder)
    assert run(*order, "--reference", notes, "--patient", "who").code == 0
    again = run(*order, "--reference", index)
    assert again.code == 0
    assert "complete already" in again.out
    assert run(*order).code == 2, "without the corpus it is another run"
    assert run("rejudge", folder, "--reference", index, "--rubrics", parrot[7], "--dry-run").code == 0


def test_reports_are_evaluated_against_an_index(
    run: Any, index: Path, texts: Path, overlay: Path, tmp_path: Path, said: Any
) -> None:
    """A copy is rejected and masked, under a key from the environment as under the user's own."""
    common = ("--code", "F32.1", "--kind", "progress", "--rubrics", overlay, "--run", tmp_path / "e", "--json")
    ended = run("evaluate", texts, "--reference", index, *common)
    assert ended.code == 0
    records = [json.loads(line) for line in ended.out.splitlines()]
    copied = next(record for record in records if record["id"] == "copied")
    assert "overlap" in {reason["kind"] for reason in copied["decision"]["reasons"]}
    assert copied["masked"]
    assert said(ended.out, ended.err) == []


def test_an_index_under_a_key_of_the_environment(
    run: Any, notes: Path, parrot: tuple[str, ...], tmp_path: Path, monkeypatch: Any
) -> None:
    """It is opened with --key-env, and with nothing else."""
    monkeypatch.setenv("WARD_KEY", "a key of enough letters")
    out = tmp_path / "ward.cwindex"
    assert run("corpus", "index", notes, "--patient", "who", "--out", out, "--key-env", "WARD_KEY").code == 0
    order = ("generate", "F32.1", *parrot, "--run", tmp_path / "made", "--reference", out)
    assert "was made with another key" in run(*order).err
    assert run(*order, "--key-env", "WARD_KEY").code == 0
