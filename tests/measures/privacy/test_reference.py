"""Reading a reference corpus: usable rows are kept, the others are counted by number and never quoted."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from casewright.errors import InputError
from casewright.measures.privacy import read_reference

ROWS: list[dict[str, str | int]] = [{"text": "first note", "who": 7}, {"text": "second note", "who": "b"}]


def lines() -> bytes:
    return "\n".join(json.dumps(row) for row in ROWS).encode()


def write(path: Path) -> Path:
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(lines()))
    elif path.suffix == ".csv":
        path.write_text('text,who\n"first note",7\nsecond note,b\n', encoding="utf-8-sig")
    elif path.suffix == ".parquet":
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist([{**row, "who": str(row["who"])} for row in ROWS]), path)
    else:
        path.write_bytes(lines())
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet"])
def test_every_format(tmp_path: Path, name: str) -> None:
    """The same notes from each kind of file, with rows from 1 and patients apart."""
    notes = read_reference(write(tmp_path / name), patient_field="who")
    assert [(note.row, note.text, note.patient) for note in notes] == [
        (1, "first note", "patient:7"),
        (2, "second note", "patient:b"),
    ]
    assert (notes.skipped, notes.unnamed) == ({}, ())


def test_fields_can_be_named_and_patients_left_out(tmp_path: Path) -> None:
    """Without a patient field every row is a patient of its own."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"note": "one"}\n{"note": "two"}\n', encoding="utf-8")
    notes = read_reference(path, patient_field=None, text_field="note")
    assert [note.patient for note in notes] == ["row:1", "row:2"]


def test_bad_rows_are_listed_by_number(tmp_path: Path) -> None:
    """A bad row costs itself only; blank lines and a byte order mark are nothing."""
    path = tmp_path / "a.jsonl"
    rows = [b'\xef\xbb\xbf{"text": "fine", "who": 1}', b"", b"{oops", b"[1]", b'{"text": 3}', b'{"text": " "}']
    path.write_bytes(b"\n".join([*rows, b'{"text": "\xff"}', b'{"text": "\\ud800"}', b'{"text": "kept"}', b""]))
    notes = read_reference(path, patient_field="who")
    assert [note.row for note in notes] == [1, 9]
    assert notes.skipped == {
        3: "not valid JSON",
        4: "not a JSON object",
        5: "no text in 'text'",
        6: "empty text",
        7: "not UTF-8 text",
        8: "not UTF-8 text",
    }
    assert notes.unnamed == (9,)
    assert repr(notes) == "<ReferenceNotes: 2 notes, 6 rows left out>"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"x", "format"),
        ("none.jsonl", None, "No such file"),
        ("a.jsonl", b"", "no usable row"),
        ("a.jsonl", b'{"texto": "private words"}', "fields: 'texto'"),
        ("a.jsonl.gz", b"no gzip", "damaged"),
        ("a.parquet", b"no parquet", "no Parquet"),
        ("a.jsonl", b"\x00\x01\x02 private words", "rows 1 \\(not valid JSON\\)"),
    ],
)
def test_files_that_can_not_be_used(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    """One message that names the file and quotes nothing of it."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    with pytest.raises(InputError, match=message) as caught:
        read_reference(tmp_path / name, patient_field=None)
    assert name in str(caught.value)
    assert "private" not in str(caught.value)


def test_a_patient_field_that_no_row_has(tmp_path: Path) -> None:
    """A typo in the field's name is said, with the names that exist."""
    with pytest.raises(InputError, match="'patiend'; fields: 'text', 'who'"):
        read_reference(write(tmp_path / "a.jsonl"), patient_field="patiend")
