"""The file of a table of accepted reports: a line that names version and checksum, then the reports as word numbers."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from casewright.errors import InputError, StorageError

__all__ = ["Accepted", "read_accepted", "write_accepted"]

KIND = b"casewright-accepted"
VERSION = b"1"
MOST_BYTES = 4_000_000_000
"""What a file may unpack to."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a file holds: reports in the order in which they were added.

    Attributes:
        names: Their ids.
        codes: Their codes.
        words: The tokens there are; a text's numbers point into it.
        texts: The tokens of each report.
    """

    names: tuple[str, ...]
    codes: tuple[str, ...]
    words: tuple[str, ...]
    texts: tuple[array[int], ...]


def write_accepted(path: Path, kept: Accepted) -> None:
    """Writes a file whole or not at all.

    Raises:
        StorageError: it can't be written.
    """
    content = {"names": kept.names, "codes": kept.codes, "words": kept.words, "texts": [*map(list, kept.texts)]}
    body = zlib.compress(json.dumps(content, separators=(",", ":")).encode("ascii"), 1)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(b" ".join((KIND, VERSION, _sum(body))) + b"\n" + body)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"can't write {str(path)!r}: {error.strerror}") from error


def read_accepted(path: Path) -> Accepted:
    """Reads a file.

    Raises:
        InputError: there is none, or it is of another version, damaged or cut off.
    """
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from error
    parts = head.split(b" ")
    if len(parts) != 3 or parts[0] != KIND:
        raise InputError(f"{str(path)!r} is no table of accepted reports")
    if parts[1] != VERSION:
        raise InputError(f"{str(path)!r} is of version {parts[1][:20]!r}; this one reads version {VERSION!r}")
    if parts[2] != _sum(body):
        raise InputError(f"{str(path)!r} is damaged or cut off: its checksum is another")
    return _unpacked(path, body)


def _sum(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode("ascii")


def _unpacked(path: Path, body: bytes) -> Accepted:
    try:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(body, MOST_BYTES)
        kept = _accepted(json.loads(raw))
    except (zlib.error, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        kept = None
    if kept is None:
        raise InputError(f"{str(path)!r} holds no table of accepted reports, though its checksum is right")
    return kept


def _accepted(content: dict[str, Any]) -> Accepted | None:
    """The content, if it fits together."""
    names, codes, words = (tuple(content[name]) for name in ("names", "codes", "words"))
    texts = tuple(array("i", numbers) for numbers in content["texts"])
    strings = all(isinstance(one, str) for one in (*names, *codes, *words))
    unlike = len(set(names)) == len(names) and len(set(words)) == len(words)
    inside = all(0 <= number < len(words) for numbers in texts for number in numbers)
    fits = len(names) == len(codes) == len(texts)
    return Accepted(names, codes, words, texts) if strings and unlike and inside and fits else None
