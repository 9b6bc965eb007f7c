"""Real notes read for a study: codes in any form, languages told apart, and nothing shown."""

from __future__ import annotations

import gzip
import json
import pickle
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import CasewrightError, InputError
from casewright.studies.real_notes import RealFields, read_real

SECRET = "He keeps bees behind the mill and fears the water."
SPANISH = "El paciente refiere que no duerme y que se siente muy triste desde la muerte de su madre."


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("F32.1", ("F32.1",)),
        (["F32.1", "F20"], ("F32.1", "F20")),
        ("f321, F20.0", ("F32.1", "F20.0")),
        ("F32.11", ("F32.11",)),
        (["depression", None, "F20.0"], ("F20.0",)),
        ("", ()),
        (None, ()),
        (7, ()),
    ],
    ids=["one", "list", "compact", "five characters", "words", "empty", "none", "number"],
)
def test_codes_may_stand_in_any_form(tmp_path: Path, value: Any, codes: tuple[str, ...]) -> None:
    """A string, several in a string, or a list; what is no code is left out."""
    path = write(tmp_path / "notes.jsonl", [{"text": SECRET, "codes": value}])
    (note,) = read_real(path, RealFields(code="codes")).notes
    assert note.codes == codes
    assert note.code == (codes[0] if codes else "")


def test_a_language_is_named_or_told_by_the_words(tmp_path: Path) -> None:
    """Tags of any length; ``en-mt(es)`` is English."""
    rows = [
        {"text": SECRET, "lang": "es-MX"},
        {"text": SPANISH, "lang": "en-mt(es)"},
        {"text": SPANISH, "lang": "fr"},
        {"text": SECRET, "lang": None},
    ]
    path = write(tmp_path / "notes.jsonl", rows)
    assert [one.language for one in read_real(path, RealFields(language="lang")).notes] == ["es", "en", "es", "en"]
    assert [one.language for one in read_real(path).notes] == ["en", "es", "es", "en"]


def test_notes_of_one_patient_share_a_group(tmp_path: Path) -> None:
    """Without a patient a note is a group of its own."""
    rows = [{"text": SECRET, "who": "p1"}, {"text": SPANISH, "who": "p1"}, {"text": SECRET, "who": None}]
    path = write(tmp_path / "notes.jsonl", rows)
    assert [one.group for one in read_real(path, RealFields(group="who")).notes] == ["p1", "p1", "3"]


def test_rows_that_hold_no_note_are_counted_by_number(tmp_path: Path) -> None:
    """Empty, too long, no text, no JSON; of the rest the figures are made."""
    path = write(tmp_path / "notes.jsonl", [{"text": ""}, {"text": "x" * 200_001}, {"note": SECRET}, {"text": SECRET}])
    with path.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    found = read_real(path)
    assert len(found.notes) == 1
    assert "4 rows hold no note that can be read (rows 1, 2, 3, 5)" in found.said[0]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (RealFields(text="note"), "has no field 'note' (--real-text); fields: 'text'"),
        (RealFields(code="icd"), "has no field 'icd' (--real-code); fields: 'text'"),
        (RealFields(group="who"), "has no field 'who' (--real-group); fields: 'text'"),
        (RealFields(language="tongue"), "has no field 'tongue' (--real-language); fields: 'text'"),
    ],
    ids=["text", "code", "group", "language"],
)
def test_a_field_that_is_not_there_is_named(tmp_path: Path, fields: RealFields, told: str) -> None:
    """With those that are, and nothing of what stands in them."""
    path = write(tmp_path / "notes.jsonl", [{"text": SECRET}])
    with pytest.raises(InputError) as raised:
        read_real(path, fields)
    assert told in str(raised.value)
    assert "bees" not in str(raised.value)


def test_two_notes_under_one_id_are_refused(tmp_path: Path) -> None:
    """By their place, not by their id, which may be a name."""
    path = write(tmp_path / "notes.jsonl", [{"text": SECRET, "id": "Jo Bloggs"}, {"text": SPANISH, "id": "Jo Bloggs"}])
    with pytest.raises(InputError, match="note 2 has an id that another has too") as raised:
        read_real(path, RealFields(id="id"))
    assert "Bloggs" not in str(raised.value)


def test_a_failure_while_reading_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one that nobody thought of."""

    def fail(path: Path) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("casewright.studies.real_notes.read_rows", fail)
    with pytest.raises(CasewrightError) as raised:
        read_real(tmp_path / "notes.jsonl")
    assert "bees" not in "".join(traceback.format_exception(raised.value))


def test_a_note_is_never_shown_nor_handed_on(tmp_path: Path) -> None:
    """Not by printing it, not by pickling it."""
    (note,) = read_real(write(tmp_path / "notes.jsonl", [{"text": SECRET}])).notes
    assert "bees" not in repr(note)
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(note)


def test_the_development_notes_can_be_read(data_dir: Path) -> None:
    """Both sides of one file: Spanish originals, and their translation."""
    path = data_dir / "notes" / "codiesp_dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = sum(1 for _ in file)
    for field, language in (("text_es", "es"), ("text_en", "en")):
        found = read_real(path, RealFields(field, "icd10", None, None, "id"))
        assert Counter(note.language for note in found.notes) == {language: rows}
        assert all(note.code for note in found.notes)
