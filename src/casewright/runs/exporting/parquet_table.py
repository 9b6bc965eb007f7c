"""A Parquet file with the types written down, so that an empty column is no guess."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from casewright.errors import UsageError
from casewright.runs.exporting.columns import COLUMNS, Sort, flat_row
from casewright.types import Record

__all__ = ["ParquetTable", "require_parquet"]

GROUP = 500
"""Rows held before they are written."""
TYPES: dict[Sort, str] = {"text": "string", "whole": "int64", "number": "float64", "yes_no": "bool_", "json": "string"}


def require_parquet() -> None:
    """Says before any work that Parquet can't be written here.

    Raises:
        UsageError: pyarrow isn't installed.
    """
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("Parquet needs the extra 'parquet': pip install 'casewright[parquet]'") from None


class ParquetTable:
    """A Parquet file in the making; at most `GROUP` rows of it are in memory."""

    def __init__(self, path: Path) -> None:
        import pyarrow as arrow
        import pyarrow.parquet as parquet

        self._arrow, self._held = arrow, list[dict[str, Any]]()
        names = {"names": arrow.list_(arrow.string()), **{sort: getattr(arrow, name)() for sort, name in TYPES.items()}}
        self._schema = arrow.schema([(column.name, names[column.sort]) for column in COLUMNS])
        self._file = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def add(self, record: Record) -> None:
        """Appends a record."""
        self._held.append(flat_row(record))
        if len(self._held) >= GROUP:
            self._write()

    def close(self) -> None:
        """Ends the file."""
        self._write()
        self._file.close()

    def _write(self) -> None:
        if self._held:
            self._file.write_table(self._arrow.Table.from_pylist(self._held, schema=self._schema))
            self._held.clear()
