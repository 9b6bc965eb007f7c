"""The records of RUN on the command line: of an ordered run from its ledger, of judged reports from their file."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from casewright.cli.run_place import JUDGED, ledger_file, named_run, split_run
from casewright.errors import InputError
from casewright.ledger import open_ledger
from casewright.runs.finishing import stored_records
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["records_of"]


def records_of(run: str) -> list[Record]:
    """Every record of a folder with a ledger, a ledger, or either with #RUN.

    Raises:
        InputError: there is no run, or nothing was judged yet.
        UnknownNameError: no run of that name.
        UsageError: several runs are there and none is named.
    """
    path, name = split_run(run)
    return asyncio.run(_records(path, name, ledger_file(path)))


async def _records(path: str, name: str, file: Path) -> list[Record]:
    ledger = open_ledger(file)
    try:
        known = [row.id for row in await ledger.runs()]
        if not name and all(run.startswith(JUDGED) for run in known):
            return await asyncio.to_thread(_judged, file.with_name("records.jsonl"))
        return await stored_records(ledger, await named_run(ledger, path, name))
    finally:
        await ledger.close()


def _judged(file: Path) -> list[Record]:
    """What ``evaluate`` left: reports that nobody ordered have no samples in the ledger."""
    if not file.is_file():
        raise InputError(f"no reports were judged yet in {str(file.parent)!r}: there is no {file.name} in it")
    return [from_json(Record, json.loads(line)) for line in file.read_text("utf-8").splitlines()]
