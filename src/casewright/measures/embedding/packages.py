"""Weights that registry packages carry: where they lie, and what to say where they don't."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from casewright.errors import UsageError

__all__ = ["file_of", "hash_file"]


def file_of(package: str, inside: str, *, install: str, embedder: str) -> Path:
    """A file of an installed package, none of whose code is run.

    Raises:
        UsageError: the package, or the file in it, is not there; the message says what to install.
    """
    found = find_spec(package)
    path = Path(found.origin).parent / inside if found is not None and found.origin else None
    if path is None or not path.is_file():
        raise UsageError(f"embedder {embedder!r} needs what is not installed: pip install {install}")
    return path


def hash_file(path: Path) -> str:
    """Hex digest (blake2b) of a file's bytes, 16 characters."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=8)).hexdigest()
