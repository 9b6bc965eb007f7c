"""A file replaced in one step: whoever reads it sees the old one or the new one, never a part."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from casewright.errors import StorageError

__all__ = ["replace_file"]


def replace_file(path: Path, content: bytes) -> None:
    """Writes beside the file and moves it into place.

    Raises:
        StorageError: the folder can't be made or written, as where a file stands in its place.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):  # where the folder is none, there is nothing to clear away
            beside.unlink(missing_ok=True)
        raise StorageError(f"can't write {str(path)!r}: {_why(error)}") from error


def _why(error: OSError) -> str | None:
    """Making a folder says "File exists" of the file that stands in its place, which reads as if PATH existed."""
    return os.strerror(errno.ENOTDIR) if isinstance(error, FileExistsError) else error.strerror
