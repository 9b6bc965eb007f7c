"""``casewright show``: a run, or a sample as a person wants to read it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import click

from casewright.cli.diversity import print_diversity
from casewright.cli.reading import print_sample
from casewright.cli.run_place import JUDGED, ledger_file, named_run, split_run
from casewright.cli.tables import console, print_samples
from casewright.errors import InputError, UnknownNameError, UsageError
from casewright.ledger import open_ledger
from casewright.runs.session import stored_records
from casewright.runs.set_figures import set_figures, set_mark
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["show"]


@click.command()
@click.argument("run", metavar="RUN")
@click.argument("sample", required=False)
def show(run: str, sample: str | None) -> None:
    """Read RUN (a folder, or LEDGER#id): its samples, or one SAMPLE with its evidence."""
    path, name = split_run(run)
    records = asyncio.run(_records(path, name, ledger_file(path)))
    out = console()
    if sample is None:
        print_samples(out, records)
        print_diversity(out, _diversity(ledger_file(path).with_name("summary.json"), records))
        return
    print_sample(out, _find(records, sample))


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


def _diversity(file: Path, records: list[Record]) -> Mapping[str, Any]:
    """As the summary has it; measured anew where that is of another run, or decisions changed since."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        summary = json.loads(file.read_text("utf-8"))
        if {record.run for record in records} == {summary["run"]} and summary["diversity"]["set"] == set_mark(records):
            return cast("Mapping[str, Any]", summary["diversity"])
    return set_figures(records)


def _find(records: list[Record], sample: str) -> Record:
    """By id, or by what is unique in it."""
    exact = [record for record in records if record.id == sample]
    found = exact or [record for record in records if sample in record.id]
    if len(found) > 1:
        raise UsageError(f"{sample!r} is part of {len(found)} samples: {', '.join(item.id for item in found[:10])}")
    if not found:
        raise UnknownNameError("sample", sample, [record.id for record in records])
    return found[0]
