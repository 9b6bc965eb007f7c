"""One record a line, as a run's own files have it: everything that is known."""

from __future__ import annotations

import json
from pathlib import Path

from casewright.types import Record
from casewright.wire import to_json

__all__ = ["JsonLines", "record_line"]


class JsonLines:
    """A JSONL file in the making."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def add(self, record: Record) -> None:
        """Appends a record."""
        self._file.write(record_line(record))

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


def record_line(record: Record) -> str:
    """The record's line; where its text holds a lone surrogate, which UTF-8 has no place for, in ASCII."""
    stored = to_json(record)
    line = json.dumps(stored, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(stored)
    return line + "\n"
