"""The formats by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, Protocol

from casewright.runs.exporting.csv_table import CsvTable
from casewright.runs.exporting.json_lines import JsonLines
from casewright.runs.exporting.parquet_table import ParquetTable
from casewright.types import Record

__all__ = ["FOLDERS", "FORMATS", "SINKS", "Format", "Sink"]

Format = Literal["jsonl", "parquet", "csv", "hf", "argilla"]
FORMATS: tuple[Format, ...] = ("jsonl", "parquet", "csv", "hf", "argilla")


class Sink(Protocol):
    """A file in the making."""

    def add(self, record: Record) -> None: ...

    def close(self) -> None: ...


SINKS: Mapping[str, Callable[[Path], Sink]] = {"jsonl": JsonLines, "parquet": ParquetTable, "csv": CsvTable}
"""``hf`` is a folder of Parquet files, ``argilla`` one of JSON."""
FOLDERS: tuple[Format, ...] = ("hf", "argilla")
"""Formats that are a folder, however few outcomes are asked for."""
