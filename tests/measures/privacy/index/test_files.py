"""Index files: what is written is what is opened, and whatever is wrong with a file is said."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from casewright.errors import InputError, StorageError, UsageError
from casewright.measures.privacy import (
    ReferenceIndex,
    ReferenceNote,
    ScreenLimits,
    describe_index,
    open_index,
    purge,
    write_index,
)

KEY = b"a key for tests only"
Notes = tuple[ReferenceNote, ...]


@pytest.fixture
def file(tmp_path: Path, notes: Notes) -> Path:
    path = tmp_path / "notes.cwindex"
    write_index(path, notes, KEY, name="invented", patients_named=True)
    return path


def test_a_file_answers_as_the_index_in_memory_does(file: Path, index: ReferenceIndex, notes: Notes) -> None:
    """Every figure, span, limit and source, and the fingerprint."""
    opened = open_index(file, KEY)
    assert (opened.fingerprint, opened.limits, opened.marks) == (index.fingerprint, index.limits, index.marks)
    assert repr(opened) == repr(index)
    for text in ("", "some words", notes[3].text, f"{notes[1].text[:200]} own words {notes[2].text[50:300]}"):
        assert opened.screen(text) == index.screen(text)
        assert opened.sources(text) == index.sources(text)
    for name, values in index.baseline.items():
        np.testing.assert_array_equal(opened.baseline[name], values)


def test_the_file_says_what_it_is(file: Path, notes: Notes) -> None:
    """Counts and figures with or without the key; no patient and no word."""
    info = describe_index(file)
    assert (info.name, info.notes, info.patients, info.thinned, info.verified) == ("invented", 40, 40, False, False)
    assert info.tokens == sum(len(note.text.split()) for note in notes)
    assert info.bytes == file.stat().st_size
    assert info.bytes_a_note == info.bytes / 40
    assert set(info.baseline) == set(open_index(file, KEY).baseline)
    assert describe_index(file, KEY).verified
    assert b"patient" not in file.read_bytes().replace(b"patients", b"")


def test_only_its_owner_may_read_it(file: Path) -> None:
    """Nobody else on the machine, and nothing is left beside it."""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_equal_notes_make_files_that_share_nothing(tmp_path: Path, file: Path, notes: Notes) -> None:
    """What is enciphered is so under a number used once: two writings can't be held against one another."""
    again = tmp_path / "again"
    write_index(again, notes, KEY, name="invented", patients_named=True)
    first, second = file.read_bytes(), again.read_bytes()
    assert first != second
    assert describe_index(again).fingerprint == describe_index(file).fingerprint


def test_limits_can_be_drawn_anew(file: Path) -> None:
    """A run's settings hold, or else those that the file was made with."""
    assert open_index(file, KEY, screen=ScreenLimits(longest_run=20)).limits["longest_run"] == 20
    assert open_index(file, KEY).limits["longest_run"] == 12


def test_wrong_files_are_told_apart(tmp_path: Path, file: Path) -> None:
    """Each with its own message that names the file and says what would do."""
    whole = file.read_bytes()
    cases = {
        "no index file": b"some,notes\n1,2\n",
        "not whole: 30 bytes": whole[:30],
        "not whole: .* bytes of": whole[:-100],
        "of format 9; this version of casewright reads format 1": whole[:16] + b"\x09" + whole[17:],
        "damaged or was changed": whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:],
    }
    for message, data in cases.items():
        file.write_bytes(data)
        with pytest.raises(InputError, match=f"notes.cwindex.*{message}"):
            open_index(file, KEY)
    file.write_bytes(whole)
    with pytest.raises(InputError, match="another key"):
        open_index(file, b"quite another key")
    with pytest.raises(InputError, match="No such file"):
        open_index(tmp_path / "none", KEY)
    with pytest.raises(UsageError, match="16 bytes"):
        open_index(file, b"short")


def test_a_changed_section_is_found(file: Path) -> None:
    """A byte at the end of the file, where no header is."""
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(InputError, match="damaged or was changed"):
        open_index(file, KEY)


def test_a_failed_writing_leaves_the_old_file(file: Path, notes: Notes) -> None:
    """An error half-way costs the new file only."""
    before = file.read_bytes()

    def broken() -> Iterator[ReferenceNote]:
        yield notes[0]
        raise InputError("row 2 is no row")

    with pytest.raises(InputError, match="row 2"):
        write_index(file, broken(), KEY, name="broken", patients_named=True)
    with pytest.raises(InputError, match="no notes"):
        write_index(file, [], KEY, name="empty", patients_named=True)
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_where_nothing_can_be_written(tmp_path: Path, notes: Notes) -> None:
    """No folder, or a folder in its place."""
    with pytest.raises(InputError, match="no folder"):
        write_index(tmp_path / "none" / "x", notes, KEY, name="x", patients_named=True)
    with pytest.raises(InputError, match="it is a folder"):
        write_index(tmp_path, notes, KEY, name="x", patients_named=True)


def test_purging_deletes_it_and_what_lies_beside_it(file: Path) -> None:
    """The file and parts of interrupted writings; no other file."""
    part, other = file.with_name(f".{file.name}.0011aabb.part"), file.with_name("other.txt")
    part.write_bytes(b"x")
    other.write_text("kept", encoding="utf-8")
    assert purge(file) == 2
    assert list(file.parent.iterdir()) == [other]
    with pytest.raises(InputError, match="no index"):
        purge(file)
    with pytest.raises(InputError, match="nothing was deleted"):
        purge(other)
    assert other.exists()


def test_a_disk_that_is_full(file: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's word for it, and the old file stays."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        write_index(file, notes, KEY, name="invented", patients_named=True)
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name]
