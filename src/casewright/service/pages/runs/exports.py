"""A run's records as a file, line by line as they are read, and as far as the caller may see them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Query, Response
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask

from casewright.ledger.protocol import Ledger, SampleRow
from casewright.service.auditing import note
from casewright.service.labels import argilla_file
from casewright.service.pages.asking import Anyone, Id, run_of
from casewright.service.pages.room import page_router
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.records import visible
from casewright.service.reviews.blindness import is_blind
from casewright.service.site import Site, SiteOf
from casewright.types import Outcome
from casewright.wire import to_json

__all__ = ["argilla", "export", "router"]

PAGE = 200
router = page_router()
Outcomes = Annotated[Outcome, Query()]
Several = Annotated[tuple[Outcome, ...], Query(max_length=6)]
Told = Annotated[bool, Query()]


@router.get("/runs/{run}/export.jsonl")
async def export(site: SiteOf, caller: Anyone, run: Id, outcome: Outcomes = "accepted") -> Response:
    """The records of an outcome, one a line, in sample order."""
    ledger, _ = await run_of(site, caller, run)
    _require_sight(site, caller)
    await note(site.database, caller, "run.export", run, format="jsonl", outcome=outcome)
    lines = _lines(ledger, run, outcome, privacy=caller.may("privacy"))
    name = f'attachment; filename="{run}-{outcome}.jsonl"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)


@router.get("/runs/{run}/argilla.zip")
async def argilla(
    site: SiteOf, caller: Anyone, run: Id, outcome: Several = ("accepted",), told: Told = False
) -> Response:
    """The run as a data set that Argilla reads; the machine's verdicts come along where they are asked for."""
    await run_of(site, caller, run)
    _require_sight(site, caller)
    path = await argilla_file(site, caller, run, outcome, told=told)
    headers = {"Cache-Control": "no-store"}
    gone = BackgroundTask(path.unlink, missing_ok=True)
    name = f"{run}-argilla.zip"
    return FileResponse(path, media_type="application/zip", filename=name, headers=headers, background=gone)


def _require_sight(site: Site, caller: Principal) -> None:
    """Refuses a reviewer who is to judge blindly."""
    if is_blind(site, caller):
        raise Problem("forbidden", "while reviews are blind, reviewers don't take out what was decided")


async def _lines(ledger: Ledger, run: str, outcome: Outcome, *, privacy: bool) -> AsyncIterator[bytes]:
    """The page that is read is all that is held."""
    judging, after = await ledger.judging(run), None
    while rows := await ledger.page(run, judging, after=after, limit=PAGE, outcomes=[outcome]):
        for row in rows:
            stored = await ledger.record(run, row.planned.id, judging)
            if stored is not None:
                yield _line(stored, row, privacy=privacy)
        after = rows[-1].planned.id


def _line(stored: Any, row: SampleRow, *, privacy: bool) -> bytes:
    told = {**stored, "decision": to_json(row.decision)} if row.decision else stored
    shown = json.dumps(visible(told, privacy=privacy), ensure_ascii=False)
    return f"{shown}\n".encode("utf-8", "backslashreplace")
