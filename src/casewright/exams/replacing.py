"""A file replaced in one step: whoever reads it sees the old one or the new one, never a part."""

from __future__ import annotations

from pathlib import Path

from casewright.errors import StorageError

__all__ = ["replace_file"]


def replace_file(path: Path, content: bytes) -> None:
    """Writes beside the file and moves it into place.

    Raises:
        StorageError: the folder can't be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"can't write {str(path)!r}: {error.strerror}") from error
