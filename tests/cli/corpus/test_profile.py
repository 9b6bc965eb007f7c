"""``casewright corpus profile``: figures over many patients, and no word of a note."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casewright.measures.style import FEWEST, LEAST_PATIENTS, read_profile


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """Twelve patients' notes, and one that names nobody."""
    path = tmp_path / "ward.jsonl"
    note = "CHIEF COMPLAINT: The ovens of Quimby Lane.\n\nPLAN: Pt was told to feed the canaries."
    rows = [{"text": note, "who": f"baker{number}"} for number in range(12)] + [{"text": note}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_profile_is_made_and_told(run: Any, ward: Path, tmp_path: Path, said: Any) -> None:
    """Counts, sections, abbreviations; the note without a patient is left out and counted."""
    out = tmp_path / "style.json"
    ended = run("corpus", "profile", ward, "--patient", "who", "-o", out)
    assert ended.code == 0
    assert "12 notes, 12 patients, k 10" in ended.out
    assert "left out: 1 notes" in ended.err
    found = read_profile(out)
    assert found.order == ("reason", "plan")
    assert set(found.abbreviations) == {"pt"}
    assert said(ended.out, ended.err, out.read_text("utf-8")) == []


def test_without_patients_it_says_so(run: Any, ward: Path, tmp_path: Path) -> None:
    """Every note counts as one."""
    ended = run("corpus", "profile", ward, "-o", tmp_path / "style.json")
    assert "each counted as a patient" in ended.out
    assert not read_profile(tmp_path / "style.json").patients_named


def test_too_few_patients_are_refused(run: Any, ward: Path, tmp_path: Path, said: Any) -> None:
    """And nothing is written."""
    ended = run("corpus", "profile", ward, "--patient", "who", "-k", "13", "-o", tmp_path / "style.json")
    assert ended.code == 2
    assert "12 patients" in ended.err
    assert not (tmp_path / "style.json").exists()
    assert said(ended.out, ended.err) == []
    assert run("corpus", "profile", ward, "-k", FEWEST - 1, "-o", tmp_path / "style.json").code == 2


def test_an_index_has_no_text_to_profile(run: Any, index: Path, tmp_path: Path) -> None:
    """It says what to give instead."""
    ended = run("corpus", "profile", index, "-o", tmp_path / "style.json")
    assert ended.code == 2
    assert "give the file of the notes" in ended.err


def test_a_profile_is_not_written_over_unless_asked(run: Any, ward: Path, tmp_path: Path) -> None:
    """With --replace it is."""
    out = tmp_path / "style.json"
    out.write_text("mine", encoding="utf-8")
    assert run("corpus", "profile", ward, "-o", out).code == 2
    assert out.read_text("utf-8") == "mine"
    assert run("corpus", "profile", ward, "-o", out, "--replace").code == 0
    assert read_profile(out).k == LEAST_PATIENTS


def test_help_says_the_least_patients(run: Any) -> None:
    """The command's own numbers are the profile's."""
    told = run("corpus", "profile", "--help").out
    assert f"default: {LEAST_PATIENTS}; x>={FEWEST}" in told


def test_a_style_that_nobody_would_go_by_is_refused(run: Any, ward: Path, tmp_path: Path, parrot: Any) -> None:
    """The parrot has no style; a file that is no profile is named."""
    out = tmp_path / "style.json"
    assert run("corpus", "profile", ward, "-o", out).code == 0
    ended = run("generate", "F32.1", *parrot, "--style", out)
    assert ended.code == 2
    assert "steers a writer that is a model" in ended.err
    ended = run("generate", "F32.1", "--style", ward)
    assert ended.code == 2
    assert "no style profile" in ended.err
