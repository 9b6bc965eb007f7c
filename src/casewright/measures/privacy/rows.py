"""Rows of a table file with their numbers: each a mapping, or in words why it can't be read."""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from casewright.errors import InputError

__all__ = ["FORMATS", "Row", "list_fields", "read_rows"]

Row = Mapping[str, Any] | str
MAX_ROW = 10_000_000
FIELD = re.compile(r"[^\W\d][\w.:-]{0,39}")
FIELDS_LISTED = 20


class _Lines(Protocol):
    """A binary file that gives lines of at most so many bytes."""

    def readline(self, size: int, /) -> bytes: ...


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a file by its suffix; blank lines count but are not handed out.

    Raises:
        InputError: an unknown suffix, or a file that can't be read as what its suffix says.
    """
    read = next((reader for suffix, reader in FORMATS.items() if path.name.lower().endswith(suffix)), None)
    if read is None:
        raise InputError(f"can't tell the format of {str(path)!r} from its name; known: {', '.join(FORMATS)}")
    try:
        yield from read(path)
    except InputError:
        raise
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or "damaged or not what its name says"
        raise InputError(f"can't read {str(path)!r}: {why}") from None


def list_fields(fields: Iterable[str]) -> str:
    """Names of fields for a message. What doesn't look like one is counted only: in a CSV file without a heading the
    first note stands in its place.
    """
    names = sorted(fields)
    plain = [name for name in names if FIELD.fullmatch(name)]
    other = len(names) - len(plain)
    told = [repr(name) for name in plain[:FIELDS_LISTED]]
    return ", ".join([*told, *([f"{other} that don't look like a name"] if other else [])])


def _json_lines(path: Path) -> Iterator[tuple[int, Row]]:
    with path.open("rb") as file:
        yield from _json_rows(file)


def _json_lines_gzip(path: Path) -> Iterator[tuple[int, Row]]:
    with gzip.open(path, "rb") as file:
        yield from _json_rows(file)


def _json_rows(file: _Lines) -> Iterator[tuple[int, Row]]:
    number = 0
    while line := file.readline(MAX_ROW + 1):
        number += 1
        if len(line) > MAX_ROW:
            _skip_line(file, line)
            yield number, f"more than {MAX_ROW:,} bytes"
        elif line.strip():
            yield number, _json_row(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _skip_line(file: _Lines, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(MAX_ROW)


def _json_row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return "not UTF-8 text"
    except (ValueError, RecursionError):
        return "not valid JSON"
    return row if isinstance(row, dict) else "not a JSON object"


def _comma_separated(path: Path) -> Iterator[tuple[int, Row]]:
    before = csv.field_size_limit(MAX_ROW)
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            yield from _csv_rows(csv.DictReader(file, restkey="", strict=True), path)
    finally:
        csv.field_size_limit(before)


def _csv_rows(reader: csv.DictReader[str], path: Path) -> Iterator[tuple[int, Row]]:
    try:
        for number, row in enumerate(reader, start=1):
            yield number, "more fields than the heading names" if "" in row else row
    except csv.Error:
        raise InputError(f"{str(path)!r} is no CSV that can be read (line {reader.line_num})") from None


def _parquet(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            f"reading {str(path)!r} needs the extra 'parquet': pip install 'casewright[parquet]'"
        ) from None
    try:
        with parquet.ParquetFile(path) as file:
            rows = (row for batch in file.iter_batches(batch_size=1000) for row in batch.to_pylist())
            yield from enumerate(rows, start=1)
    except pyarrow.ArrowException:
        raise InputError(f"{str(path)!r} is no Parquet file that can be read") from None


FORMATS: Mapping[str, Callable[[Path], Iterator[tuple[int, Row]]]] = {
    ".jsonl": _json_lines,
    ".jsonl.gz": _json_lines_gzip,
    ".csv": _comma_separated,
    ".parquet": _parquet,
}
"""How each kind of file is read, by the end of its name."""
