"""A CSV file that a spreadsheet can open without running what stands in it.

A cell of text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is a formula to a spreadsheet
(CWE-1236). Such a cell gets an apostrophe before it, and the column ``apostrophes`` names the columns where that was
done, so that a program can take it away again: offsets count without it.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from casewright.runs.exporting.columns import COLUMNS, flat_row
from casewright.types import Record

__all__ = ["MARKED", "CsvTable"]

MARKED = "apostrophes"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvTable:
    """A CSV file in the making: UTF-8, a heading, lists and evidence as JSON, nothing for what isn't there."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow([*(column.name for column in COLUMNS), MARKED])

    def add(self, record: Record) -> None:
        """Appends a record."""
        row = flat_row(record)
        marked = [name for name, value in row.items() if isinstance(value, str) and value.startswith(FORMULA)]
        cells = [f"'{value}" if name in marked else _cell(value) for name, value in row.items()]
        self._rows.writerow([*cells, json.dumps(marked) if marked else ""])

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
