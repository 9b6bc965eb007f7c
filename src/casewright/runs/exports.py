"""What a run leaves behind: one JSONL file an outcome, the summary and a page of it. Each is replaced in one step."""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from casewright.errors import StorageError
from casewright.runs.exporting.files import FILES
from casewright.runs.exporting.json_lines import record_line
from casewright.runs.exporting.whole import whole_file
from casewright.runs.report import report_page
from casewright.types import Outcome, Record

__all__ = ["FILES", "write_exports", "write_lines", "write_run_exports"]


def write_exports(folder: Path, records: Iterable[Record], summary: Mapping[str, Any]) -> None:
    """Writes all export files of a run into its folder; none is replaced unless all could be written.

    Raises:
        StorageError: the folder can't be written.
    """
    with ExitStack() as stack:
        files = _open(stack, folder)
        for record in records:
            _write(folder, files, record)
    _write_summary(folder, summary)


async def write_run_exports(folder: Path, records: AsyncIterable[Record], summary: Mapping[str, Any]) -> None:
    """`write_exports` of records that come one at a time, of which no more than one is held.

    Raises:
        StorageError: the folder can't be written.
    """
    with ExitStack() as stack:
        files = _open(stack, folder)
        async for record in records:
            _write(folder, files, record)
    _write_summary(folder, summary)


def write_lines(path: Path, records: Iterable[Record]) -> None:
    """One record a line.

    Raises:
        StorageError: the file can't be written.
    """
    with whole_file(path) as beside, beside.open("w", encoding="utf-8") as file:
        file.writelines(record_line(record) for record in records)


def _open(stack: ExitStack, folder: Path) -> dict[Outcome, TextIO]:
    """The files in the making; the one opened last is closed and put in its place first."""
    return {
        outcome: stack.enter_context(stack.enter_context(whole_file(folder / name)).open("w", encoding="utf-8"))
        for outcome, name in reversed(list(FILES.items()))
    }


def _write(folder: Path, files: Mapping[Outcome, TextIO], record: Record) -> None:
    outcome = record.decision.outcome
    try:
        files[outcome].write(record_line(record))
    except OSError as error:
        raise StorageError(f"can't write {str(folder / FILES[outcome])!r}: {error.strerror}") from error


def _write_summary(folder: Path, summary: Mapping[str, Any]) -> None:
    for name, text in (
        ("summary.json", json.dumps(summary, ensure_ascii=False, indent=2) + "\n"),
        ("report.html", report_page(summary)),
    ):
        with whole_file(folder / name) as beside:
            beside.write_text(text, encoding="utf-8", errors="replace")
