"""``casewright show``: a run, or a sample as a person wants to read it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import click

from casewright.cli.diversity import print_diversity
from casewright.cli.reading import print_sample
from casewright.cli.run_place import place_of, run_argument
from casewright.cli.run_records import records_of
from casewright.cli.tables import console, print_samples
from casewright.errors import UnknownNameError, UsageError
from casewright.runs.set_figures import set_figures, set_mark
from casewright.types import Record

__all__ = ["show"]


@click.command()
@run_argument
@click.argument("sample", required=False)
def show(sample: str | None, **given: Any) -> None:
    """Read RUN (a folder, LEDGER#id, or an id in --ledger): its samples, or one SAMPLE with its evidence."""
    place = place_of(given)
    records = records_of(place)
    out = console()
    if sample is None:
        print_samples(out, records)
        print_diversity(out, _diversity(place.folder(records[0].run if records else "") / "summary.json", records))
        return
    print_sample(out, _find(records, sample))


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
