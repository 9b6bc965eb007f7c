"""The folder of verified weights: a file gets its name there only once its hash is the publisher's."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from casewright.errors import StorageError
from casewright.models.embedded.catalogue import Weights

__all__ = ["cache_folder", "find_cached", "hash_file", "keep", "locked", "need_space", "source_of"]

CHUNK = 1 << 20
SPARE_BYTES = 256 << 20


def cache_folder() -> Path:
    """``$CASEWRIGHT_CACHE``, or the user's cache folder; read at call time, not made."""
    chosen = os.environ.get("CASEWRIGHT_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("casewright")


def find_cached(weights: Weights, folder: Path) -> Path | None:
    """The verified file, or ``None``. It is hashed again whenever its size or time is not what was verified."""
    path = folder / weights.file
    try:
        found = path.stat()
    except OSError:
        return None
    note = _read_note(path)
    if all(note.get(key) == value for key, value in _seen(weights, found).items()):
        return path
    if found.st_size != weights.bytes or hash_file(path) != weights.sha256:
        return None
    _write_note(path, {**_seen(weights, found), "source": "the cache, put there by somebody"})
    return path


def source_of(weights: Weights, folder: Path) -> str:
    """Where a cached file came from, for the user to read."""
    return str(_read_note(folder / weights.file).get("source", "unknown"))


def keep(partial: Path, weights: Weights, folder: Path, source: str) -> Path:
    """Gives a file, whose hash the caller has checked, its name, atomically."""
    path = folder / weights.file
    partial.replace(path)
    _write_note(path, {**_seen(weights, path.stat()), "source": source})
    return path


def _seen(weights: Weights, found: os.stat_result) -> dict[str, object]:
    return {"sha256": weights.sha256, "bytes": found.st_size, "mtime_ns": found.st_mtime_ns}


def hash_file(path: Path) -> str:
    """SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def need_space(folder: Path, size: int) -> None:
    """Refuses to begin what would not fit.

    Raises:
        StorageError: less than ``size`` bytes and some to spare are free.
    """
    free = shutil.disk_usage(folder).free
    if free < size + SPARE_BYTES:
        asked = size + SPARE_BYTES
        raise StorageError(f"{str(folder)!r} has {free >> 20:,} MB free and {asked >> 20:,} MB are needed; "
                           "free some, or set CASEWRIGHT_CACHE to a folder with more")  # fmt: skip


@contextlib.contextmanager
def locked(weights: Weights, folder: Path) -> Iterator[None]:
    """One process at a time joins a file; the others wait and then find it. A killed one holds nothing."""
    try:
        import fcntl
    except ImportError:  # no such lock on Windows: two processes would each do the work
        yield
        return
    with (folder / f"{weights.file}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified")


def _read_note(path: Path) -> dict[str, object]:
    try:
        note = json.loads(_note(path).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _write_note(path: Path, note: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # a read-only cache is hashed every time instead
        _note(path).write_text(json.dumps(note), "utf-8")
