"""Where weights of one's own are: a folder that transformers reads, or a GGUF file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from casewright.errors import InputError

__all__ = ["Place", "find_place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, and the file in it where the weights are GGUF. ``hash`` is of their sizes and names."""

    folder: str
    gguf: str | None
    hash: str


def find_place(path: str) -> Place:
    """Looks at the disk; nothing is fetched.

    Raises:
        InputError: there is no such folder or GGUF file, or the folder holds no ``config.json``.
    """
    found = Path(path).expanduser()
    if found.is_file() and found.suffix == ".gguf":
        return Place(str(found.parent), found.name, _hash([found]))
    if not found.is_dir():
        raise InputError(f"no weights at {path!r}: a folder as transformers saves it, or a .gguf file, is wanted")
    if not (found / "config.json").is_file():
        raise InputError(f"the folder {path!r} holds no config.json: it is not a model as transformers saves it")
    return Place(str(found), None, _hash(sorted(item for item in found.iterdir() if item.is_file())))


def _hash(files: list[Path]) -> str:
    """Of names, sizes and the first megabyte of each: enough to tell weights apart without reading all of them."""
    digest = hashlib.sha256()
    for item in files:
        digest.update(json.dumps([item.name, item.stat().st_size]).encode())
        with item.open("rb") as file:
            digest.update(file.read(1 << 20))
    return digest.hexdigest()[:16]
