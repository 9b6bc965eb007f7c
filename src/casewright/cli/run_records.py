"""The records of RUN on the command line: of an ordered run from its ledger, of judged reports from their file."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from casewright.cli.run_place import JUDGED, RunPlace, opened_run
from casewright.errors import InputError
from casewright.ledger import open_ledger
from casewright.runs.finishing import stored_records
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["records_of"]


def records_of(place: RunPlace) -> list[Record]:
    """Every record of a run, or of the reports that were judged in a folder.

    Raises:
        InputError: nothing was judged yet.
        UnknownNameError: no run of that name.
        UsageError: several runs are there and none is named.
    """
    return asyncio.run(_records(place))


async def _records(place: RunPlace) -> list[Record]:
    if place.beside is not None and not place.run and await _only_judged(place):
        return await asyncio.to_thread(_judged, place.beside / "records.jsonl")
    async with opened_run(place) as (ledger, run):
        return await stored_records(ledger, run)


async def _only_judged(place: RunPlace) -> bool:
    """Whether ``evaluate`` made this ledger: reports that nobody ordered have no samples in it."""
    ledger = open_ledger(place.ledger, project=place.project)
    try:
        known = [row.id for row in await ledger.runs()]
    finally:
        await ledger.close()
    return bool(known) and all(run.startswith(JUDGED) for run in known)


def _judged(file: Path) -> list[Record]:
    if not file.is_file():
        raise InputError(f"no reports were judged yet in {str(file.parent)!r}: there is no {file.name} in it")
    return [from_json(Record, json.loads(line)) for line in file.read_text("utf-8").splitlines()]
