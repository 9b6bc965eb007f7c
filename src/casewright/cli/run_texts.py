"""The accepted reports of a run, as texts to be measured."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

from casewright.cli.run_place import JUDGED, ledger_file, named_run, split_run
from casewright.errors import InputError
from casewright.ledger import FILE_NAME, open_ledger
from casewright.runs.session import stored_records
from casewright.runs.set_texts import BadText, GivenText, given_record
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["texts_of_run"]


def texts_of_run(text: str) -> Iterator[GivenText | BadText] | None:
    """What RUN (a folder with a ledger, a ledger, or either with #RUN) accepted; ``None`` where it is no run.

    Raises:
        UsageError: several runs are there and none is named.
    """
    path, name = split_run(text)
    place = Path(path)
    if not (place / FILE_NAME).is_file() and place.name != FILE_NAME:
        return None
    return _accepted(asyncio.run(_records(path, name, ledger_file(path))))


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
    if not file.is_file():
        raise InputError(f"no reports were judged yet in {str(file.parent)!r}: there is no {file.name} in it")
    return [from_json(Record, json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def _accepted(records: list[Record]) -> Iterator[GivenText | BadText]:
    for record in records:
        if record.decision.outcome == "accepted":
            yield given_record(record) if record.text else BadText(record.id, "no text was kept")
