"""A file replaced in one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from casewright.errors import StorageError
from casewright.exams.replacing import replace_file


def test_the_new_content_stands_alone(tmp_path: Path) -> None:
    """In a folder that is made for it, with nothing beside it."""
    path = tmp_path / "made" / "a.txt"
    for content in (b"old", b"new"):
        replace_file(path, content)
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("below", ["a.txt", "deeper/a.txt"])
def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, below: str) -> None:
    """As any folder that can't be written; the file stays."""
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError, match=r"^can't write '.*a\.txt': Not a directory$"):
        replace_file(tmp_path / "notes" / below, b"new")
    assert (tmp_path / "notes").read_text("utf-8") == "mine"


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    """And what was written beside it is cleared away."""
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(StorageError, match=r"^can't write '.*a\.txt': Is a directory$"):
        replace_file(tmp_path / "a.txt", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
