"""Blinded sheets out to raters, and back in. What a sheet's opaque ids stand for stays here."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from casewright.errors import CasewrightError
from casewright.exams.labels.label import ANSWERS
from casewright.exams.labels.tabular import write_table
from casewright.exams.sampling import choose, find_candidates
from casewright.exams.sampling.candidates import ToLabel
from casewright.exams.sampling.sheet import SHEET_COLUMNS, blind
from casewright.ledger.protocol import Ledger
from casewright.service.auditing import note
from casewright.service.labels.contracts import Sheet, SheetFormat, SheetRequest
from casewright.service.labels.gathering import read_answered, report_id
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.asking import resolver
from casewright.service.reviews.indexing import look_again
from casewright.service.site import Site
from casewright.service.store import tables
from casewright.types import Report, Section, Vote
from casewright.wire import from_json

__all__ = ["MOST", "make_sheet"]

ITEMS, SHEETS = tables.items, tables.sheets
MOST = 2000
"""Most questions of a sheet."""
LOOKED_AT = 500
"""Most reports that questions are chosen from: the first of the queue."""


async def make_sheet(site: Site, caller: Principal, asked: SheetRequest) -> Sheet:
    """Chooses questions about items of the review and writes a sheet of them.

    Strata of criteria and answers take turns, what critics differ on first; what was answered is not asked again.

    Raises:
        Problem: not-found, for a run; unusable, where there is nothing to ask.
    """
    await look_again(site, caller.project)
    places = await site.database.read(lambda connection: _places(connection, caller.project, asked.run))
    if not places and asked.run is not None:
        raise Problem("not-found", "no such run, or nothing in it that people could judge")
    known = await site.database.read(lambda connection: read_answered(connection, caller.project, asked.run))
    labelled = frozenset((report_id(one.run, one.sample), one.criterion) for one in known)
    sources = await _sources(await site.ledgers.of(caller.project), places)
    candidates = await find_candidates(sources, resolver(site.profiles.overlays()), ())
    name = f"sheet-{uuid4().hex[:16]}"
    seed, most = int(name[-8:], 16), min(asked.n, MOST)
    chosen = await asyncio.to_thread(
        choose, candidates, most, seed=seed, per_report=asked.per_report, labelled=labelled
    )
    if not chosen:
        raise Problem("unusable", "there is nothing to ask: no item has a criterion that nobody answered")
    rows, key = blind(chosen, seed=seed, rater=asked.rater, guideline=asked.guideline)
    body = await asyncio.to_thread(_file, rows, asked.format)
    kept = {entry.opaque: entry.report.split("/", 1) for entry in key}
    await site.database.run(lambda connection: _keep(connection, caller, name, kept))
    await note(site.database, caller, "sheet.make", name, questions=len(chosen), reports=len(key))
    return Sheet(name, f"{name}.{asked.format}", body, len(key), len(chosen))


def _places(connection: Connection, project: str, run: str | None) -> Sequence[tuple[str, str]]:
    where = [ITEMS.c.project == project, *([ITEMS.c.run == run] if run else [])]
    order = (ITEMS.c.priority.desc(), ITEMS.c.run.desc(), ITEMS.c.sample.desc())
    rows = connection.execute(select(ITEMS.c.run, ITEMS.c.sample).where(*where).order_by(*order).limit(LOOKED_AT))
    return [(row.run, row.sample) for row in rows]


async def _sources(ledger: Ledger, places: Sequence[tuple[str, str]]) -> list[ToLabel]:
    found = []
    for run, sample in places:
        record = await ledger.record(run, sample)
        if record is not None and record.get("text") is not None and not record.get("masked"):
            found.append(_source(report_id(run, sample), record))
    return found


def _source(name: str, record: Mapping[str, Any]) -> ToLabel:
    sections = tuple(from_json(Section, one) for one in record["sections"])
    report = Report(record["text"], sections, record["language"], record["kind"])
    criteria = (record.get("fidelity") or {}).get("criteria", ())
    votes = tuple(from_json(Vote, vote) for one in criteria for vote in one.get("votes", ()))
    person = (record.get("case") or {}).get("person") or {}
    return ToLabel(name, report, record["system"], record["code"], name, person.get("age"), votes)


def _file(rows: Sequence[Mapping[str, Any]], form: SheetFormat) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet.{form}"
        try:
            write_table(path, SHEET_COLUMNS, rows, {"answer": ANSWERS})
        except CasewrightError:
            raise Problem("unusable", f"the format {form} can't hold one of the texts; jsonl holds any") from None
        return path.read_bytes()


def _keep(connection: Connection, caller: Principal, name: str, kept: Mapping[str, Sequence[str]]) -> None:
    row = {"id": name, "project": caller.project, "key": caller.key, "body": json.dumps(kept), "at": time.time()}
    connection.execute(insert(SHEETS).values(**row))
