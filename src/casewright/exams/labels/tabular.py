"""Tables of labels and sheets, by the end of a file's name: JSONL (also gzipped), CSV and XLSX."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.exams.labels.escaping import escaped, unescaped
from casewright.exams.labels.workbook import read_workbook, workbook_bytes
from casewright.exams.replacing import replace_file
from casewright.measures.privacy.rows import read_rows

__all__ = ["SUFFIXES", "read_table", "write_table"]

Rows = Sequence[Mapping[str, Any]]
Choices = Mapping[str, Sequence[str]]


def read_table(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Rows with the numbers that a spreadsheet (the heading is row 1) or an editor shows, or why one can't be read.

    Raises:
        InputError: a file that can't be read, or of a format that isn't known.
    """
    suffix = _suffix(path)
    if suffix == ".xlsx":
        yield from ((number, _unescaped(row)) for number, row in read_workbook(path))
        return
    for number, row in read_rows(path):
        if isinstance(row, str):
            yield number, row
        elif any("\udc80" <= letter <= "\udcff" for value in _words(row) for letter in value):
            yield number + (suffix == ".csv"), "not UTF-8 text"
        elif suffix == ".csv":
            yield number + 1, _unescaped(row)
        else:
            yield number, row


def _words(row: Mapping[Any, Any]) -> Iterator[str]:
    yield from (item for pair in row.items() for item in pair if isinstance(item, str))


def _unescaped(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: unescaped(value) for name, value in row.items()}


def write_table(path: Path, columns: Sequence[str], rows: Rows, choices: Choices | None = None) -> None:
    """Writes rows, whole or not at all. No cell of a CSV or XLSX file is a formula.

    Raises:
        InputError: an unknown format, or a text that the format can't hold.
    """
    made = WRITERS[_suffix(path)](columns, rows, choices or {})
    replace_file(path, made)


def _suffix(path: Path) -> str:
    found = next((suffix for suffix in SUFFIXES if path.name.lower().endswith(suffix)), None)
    if found is None:
        raise InputError(f"can't tell the format of {str(path)!r} from its name; known: {', '.join(SUFFIXES)}")
    return found


def _json_lines(columns: Sequence[str], rows: Rows, choices: Choices) -> bytes:
    kept = ({name: row[name] for name in columns if row.get(name) is not None} for row in rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in kept).encode("utf-8", "surrogatepass")


def _json_lines_gzip(columns: Sequence[str], rows: Rows, choices: Choices) -> bytes:
    return gzip.compress(_json_lines(columns, rows, choices), mtime=0)


def _comma_separated(columns: Sequence[str], rows: Rows, choices: Choices) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: escaped(row.get(name)) for name in columns} for row in rows)
    return text.getvalue().encode("utf-8-sig")  # with a mark, or spreadsheets take it for another encoding


WRITERS: Mapping[str, Callable[[Sequence[str], Rows, Choices], bytes]] = {
    ".jsonl": _json_lines,
    ".jsonl.gz": _json_lines_gzip,
    ".csv": _comma_separated,
    ".xlsx": workbook_bytes,
}
SUFFIXES = tuple(WRITERS)
