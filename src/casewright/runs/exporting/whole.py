"""Targets that are there whole or not at all: made beside their place, and put into it in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casewright.errors import InputError, StorageError, UsageError

__all__ = ["MANIFEST", "check_target", "whole_file", "whole_folder"]

MANIFEST = "export.json"
"""Lies in each folder that an export made; a folder without it is nobody's to replace."""


def check_target(target: Path, *, folder: bool, overwrite: bool) -> None:
    """Says before any work whether the target can be made.

    Raises:
        UsageError: it exists and isn't to be replaced, or is something else than this export would make.
    """
    if not target.exists() and not target.is_symlink():
        return
    if not overwrite:
        raise UsageError(f"{str(target)!r} exists; give another place, or replace it with --overwrite")
    if folder and not (target.is_dir() and not target.is_symlink() and (target / MANIFEST).is_file()):
        raise UsageError(
            f"{str(target)!r} is no folder that an export made (there is no {MANIFEST} in it): not replaced"
        )
    if not folder and not target.is_file():
        raise UsageError(f"{str(target)!r} is no file; give another place")


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A file to write; it takes its place when the block ends well, and is gone when it doesn't.

    Raises:
        StorageError: it can't be written.
    """
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        os.close(number)
    beside = Path(name)
    try:
        with _told(target):
            yield beside
            beside.chmod(0o666 & ~_umask())
            _sync(beside)
            beside.replace(target)
            _sync(target.parent)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to fill; it takes its place when the block ends well, and is gone when it doesn't.

    A folder that is replaced stands aside under a hidden name until the new one is in its place.

    Raises:
        StorageError: it can't be written.
    """
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
    try:
        with _told(target):
            yield beside
            beside.chmod(0o777 & ~_umask())
            for path in sorted(beside.rglob("*"), reverse=True):
                _sync(path)
            _put(beside, target)
            _sync(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)  # fails where somebody made a folder with something in it meanwhile
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".old"))
    target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _umask() -> int:
    found = os.umask(0o077)
    os.umask(found)
    return found


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except NotADirectoryError as error:
        raise InputError(f"can't write {str(target)!r}: {error.strerror}") from error
    except OSError as error:
        raise StorageError(f"can't write {str(target)!r}: {error.strerror or error}") from error
