"""The file of a Self-BLEU table: a line that says what follows, and JSON with the texts' tokens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.errors import InputError, StorageError

__all__ = ["VERSION", "Saved", "Token", "read_saved", "write_saved"]

Token = str | int

FORMAT = "casewright self-bleu"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Saved:
    """What a file holds.

    Attributes:
        max_n: The longest n-gram.
        vocabulary: Each token once; its place is its number.
        texts: Numbers of the tokens, by id.
    """

    max_n: int
    vocabulary: Sequence[Token]
    texts: Mapping[str, Sequence[int]]


def write_saved(path: Path, saved: Saved) -> None:
    """Writes a file in one step.

    Raises:
        ValueError: a token is neither a string nor a whole number.
        StorageError: the file can't be written.
    """
    for token in saved.vocabulary:
        if not isinstance(token, str | int):
            raise ValueError(f"tokens that are saved are strings or whole numbers; one is of {type(token)!r}")
    body = json.dumps([saved.max_n, saved.vocabulary, saved.texts], separators=(",", ":")).encode()
    head = json.dumps({"format": FORMAT, "version": VERSION, "blake2b": _digest(body)}).encode()
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(head + b"\n" + body)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"can't write {str(path)!r}: {error.strerror}") from error


def read_saved(path: Path) -> Saved:
    """Reads a file that was written, and checks all of it.

    Raises:
        InputError: the file can't be read, is no such table, is damaged or of another version.
    """
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from None
    told = _json(head)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InputError(f"{str(path)!r} is no Self-BLEU table")
    if told.get("version") != VERSION:
        raise InputError(f"{str(path)!r} is of version {told.get('version')!r}; this version reads {VERSION}")
    if told.get("blake2b") != _digest(body):
        raise InputError(f"{str(path)!r} is damaged or cut off: its checksum is not that of what it holds")
    saved = _checked(_json(body))
    if saved is None:
        raise InputError(f"{str(path)!r} has the right checksum, but holds no Self-BLEU table")
    return saved


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=32).hexdigest()


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _checked(value: Any) -> Saved | None:
    match value:
        case [int(max_n), list(vocabulary), dict(texts)] if 1 <= max_n <= 16:
            words = all(isinstance(token, str | int) for token in vocabulary)
            numbers = range(len(vocabulary))
            known = all(
                isinstance(text, list) and all(_within(one, numbers) for one in text) for text in texts.values()
            )
            if words and known and len(set(vocabulary)) == len(vocabulary):
                return Saved(max_n, vocabulary, texts)
    return None


def _within(number: Any, numbers: range) -> bool:
    return type(number) is int and number in numbers
