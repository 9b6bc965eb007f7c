"""``casewright corpus``: an index is made, added to, erased from, re-keyed, described and removed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from casewright.cli.corpus import CORPUS


@pytest.mark.parametrize("command", CORPUS)
def test_every_command_has_help(run: Any, command: str) -> None:
    """Usage, and what it does."""
    ended = run("corpus", command, "--help")
    assert ended.code == 0
    assert f"Usage: casewright corpus {command}" in ended.out


def told(run: Any, index: Path, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("corpus", "info", index, "--json", *more).out)
    return found


def test_an_index_is_described_without_its_key(run: Any, notes: Path, index: Path, said: Any) -> None:
    """Counts, marks and limits; nothing of what the notes say."""
    found = told(run, index)
    assert (found["notes"], found["patients"], found["name"]) == (4, 3, "notes.jsonl")
    assert "corpus_small" in found["marks"]
    assert "row_is_patient" not in found["marks"]
    ended = run("corpus", "info", index, "--check")
    assert ended.code == 0
    assert "4 notes of 3 patients" in ended.out
    assert "under 200 notes" in ended.out
    assert said(ended.out, ended.err, json.dumps(found)) == []


def test_the_index_holds_no_text(index: Path, said: Any) -> None:
    """Nor names of patients."""
    held = index.read_bytes().decode("latin-1")
    assert said(held) == []
    assert '"p1"' not in held


def test_an_index_has_a_name_and_a_place(run: Any, notes: Path, tmp_path: Path) -> None:
    """Nothing is written over unless asked for."""
    out = tmp_path / "ward.cwindex"
    assert run("corpus", "index", notes, "--out", out, "--name", "ward").code == 0
    found = told(run, out)
    assert found["name"] == "ward"
    assert "row_is_patient" in found["marks"]
    again = run("corpus", "index", notes, "--out", out)
    assert again.code == 2
    assert "exists; write over it with --replace" in again.err
    assert run("corpus", "index", notes, "--out", out, "--replace").code == 0
    assert "ends in .cwindex" in run("corpus", "index", notes, "--out", tmp_path / "ward.db").err


def test_rows_that_are_left_out_are_named_by_number(run: Any, tmp_path: Path) -> None:
    """Their content isn't."""
    path = tmp_path / "some.jsonl"
    path.write_text('{"text": "A note of some words."}\n{"other": "secret"}\n{"text": "  "}\n', encoding="utf-8")
    ended = run("corpus", "index", path)
    assert ended.code == 0
    assert "row 2: no text in 'text'" in ended.err
    assert "row 3: empty text" in ended.err
    assert "secret" not in ended.err + ended.out


def test_notes_are_added_to_the_patients_that_are_there(run: Any, tmp_path: Path, index: Path) -> None:
    """A patient of the same name is the same patient."""
    path = tmp_path / "later.jsonl"
    path.write_text('{"text": "The brother came alone this time and was brief.", "who": "p2"}\n', encoding="utf-8")
    assert run("corpus", "add", index, path).code == 2, "the index tells patients apart"
    ended = run("corpus", "add", index, path, "--patient", "who")
    assert ended.code == 0
    found = told(run, index)
    assert (found["notes"], found["patients"]) == (5, 3)


def test_a_patient_leaves(run: Any, index: Path, texts: Path) -> None:
    """And what was theirs is nobody's any more; the name stands in no message."""
    assert run("corpus", "scan", index, texts, "--fail-on", "copy").code == 5
    ended = run("corpus", "remove", index, "--patient", "p2")
    assert ended.code == 0
    assert "1 note of 1 patient removed" in ended.out
    assert "p2" not in ended.out + ended.err
    assert run("corpus", "scan", index, texts, "--fail-on", "copy").code == 0
    again = run("corpus", "remove", index, "--patient", "p2")
    assert again.code == 2
    assert "p2" not in again.err


def test_patients_are_read_from_where_no_history_is_kept(
    run: Any, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, or standard input; of several, those that aren't there are named by their line."""
    path = tmp_path / "gone.txt"
    path.write_text("p1\nnobody\n", encoding="utf-8")
    ended = run("corpus", "remove", index, "--patient-file", path)
    assert ended.code == 2
    assert "2 notes of 1 patient removed" in ended.out
    assert "1 of 2 patients have no note there (lines 2)" in ended.err
    assert "nobody" not in ended.err
    monkeypatch.setattr("sys.stdin", io.StringIO("p3\n"))
    assert run("corpus", "remove", index).code == 0
    assert told(run, index)["notes"] == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert "no patient was named" in run("corpus", "remove", index).err
    assert run("corpus", "remove", index, "--patient", "p2", "--patient-file", path).code == 2


def test_a_key_is_rotated_with_the_notes_at_hand(
    run: Any, notes: Path, index: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on the old key opens nothing."""
    monkeypatch.setenv("NEW_KEY", "another key of enough letters")
    before = told(run, index)["fingerprint"]
    ended = run("corpus", "rotate-key", index, notes, "--patient", "who", "--new-key-env", "NEW_KEY")
    assert ended.code == 0
    assert told(run, index)["fingerprint"] != before
    old = run("corpus", "scan", index, texts)
    assert old.code == 2
    assert "key" in old.err
    assert run("corpus", "scan", index, texts, "--key-env", "NEW_KEY", "--fail-on", "copy").code == 5
    assert "another key of enough letters" not in ended.out + ended.err + old.err


def test_a_key_is_rotated_after_a_patient_left(
    run: Any, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of the file that is left are numbered anew; a file that still holds the patient is refused."""
    monkeypatch.setenv("NEW_KEY", "another key of enough letters")
    assert run("corpus", "remove", index, "--patient", "p1").code == 0
    rows = (tmp_path / "notes.jsonl").read_text("utf-8").splitlines()
    left = tmp_path / "left.jsonl"
    left.write_text("\n".join(row for row in rows if '"p1"' not in row), encoding="utf-8")
    rotate = ("--patient", "who", "--new-key-env", "NEW_KEY")
    refused = run("corpus", "rotate-key", index, tmp_path / "notes.jsonl", *rotate)
    assert refused.code == 2
    assert "0 of its 2 are not among them, and 2 are not in it" in refused.err
    assert run("corpus", "rotate-key", index, left, *rotate).code == 0
    assert told(run, index)["notes"] == 2


def test_purging_asks(run: Any, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can answer it says how; --yes doesn't ask."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    refused = run("corpus", "purge", index)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert index.is_file()
    assert run("corpus", "purge", index, "--yes").code == 0
    assert not index.exists()
    assert run("corpus", "purge", index, "--yes").code == 2


def test_ctrl_c_leaves_the_old_index_whole(run: Any, notes: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a new one is made in its place."""
    before = index.read_bytes()

    def stopped(*args: Any, **more: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("casewright.measures.privacy.reference.ReferenceStream.__next__", stopped)
        ended = run("corpus", "index", notes, "--patient", "who", "--replace")
        assert (ended.code, ended.err.strip()) == (130, "Stopped. Nothing was changed.")
        assert run("corpus", "add", index, notes, "--patient", "who").code == 130
    assert index.read_bytes() == before
    assert run("corpus", "info", index, "--check").code == 0
    assert [path.name for path in index.parent.iterdir() if "cwindex" in path.name] == [index.name]


def test_a_corpus_is_not_opened_while_tracing_is_on(
    run: Any, notes: Path, index: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By none of the commands that read notes."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    for command in (
        ("index", notes, "--replace"),
        ("add", index, notes, "--patient", "who"),
        ("scan", index, texts),
        ("scan", notes, texts),
        ("rotate-key", index, notes, "--patient", "who", "--new-key-env", "X"),
    ):
        ended = run("corpus", *command)
        assert ended.code == 2, command
        assert "tracing would carry reference text out" in ended.err
