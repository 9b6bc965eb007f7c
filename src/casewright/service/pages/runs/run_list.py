"""The list of runs, newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from casewright.service.auditing import note
from casewright.service.pages.asking import ID, Anyone
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.views.figures import figures_of
from casewright.service.pages.views.standing import standing_of
from casewright.service.site import SiteOf

__all__ = ["router", "runs"]

PAGE = 25
router = page_router()
Before = Annotated[str | None, Query(pattern=ID)]


@router.get("/runs")
async def runs(request: Request, site: SiteOf, caller: Anyone, before: Before = None) -> Response:
    """A page of the project's runs."""
    ledger = await site.ledgers.of(caller.project)
    found = await ledger.recent(PAGE + 1, before)
    rows, more = found[:PAGE], len(found) > PAGE
    standings = [await standing_of(ledger, row, money=False) for row in rows]
    lines = [(one, await figures_of(ledger, one)) for one in standings]
    await note(site.database, caller, "runs.view")
    return render(
        request,
        "runs/list.html",
        caller=caller,
        here="runs",
        lines=lines,
        next=f"/runs?before={rows[-1].id}" if more else None,
        first="/runs" if before else None,
        may_order=caller.may("submit"),
    )
