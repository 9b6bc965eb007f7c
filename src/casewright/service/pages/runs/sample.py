"""One sample of a run."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Query, Request, Response

from casewright.service.auditing import note
from casewright.service.pages.asking import Anyone, Id, run_of
from casewright.service.pages.certificates import folders_of
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.views.sample_view import sample_view
from casewright.service.problems import Problem
from casewright.service.records import visible
from casewright.service.reviews.blindness import hidden_from
from casewright.service.site import SiteOf
from casewright.wire import to_json

__all__ = ["router", "sample_page"]

router = page_router()
Criterion = Annotated[str, Query(pattern=r"^[A-Za-z0-9._:-]{0,100}$")]


@router.get("/runs/{run}/samples/{sample}")
async def sample_page(
    request: Request, site: SiteOf, caller: Anyone, run: Id, sample: Id, criterion: Criterion = ""
) -> Response:
    """What a sample says and what was made of it; of what is to be judged blindly, where to do that."""
    ledger, _ = await run_of(site, caller, run)
    row = await ledger.sample(run, sample)
    if row is None:
        raise Problem("not-found", "the run has no such sample")
    blind = bool(await hidden_from(site, caller, run, [sample]))
    judging = row.decision.judging if row.decision else None
    stored = None if blind else await ledger.record(run, sample, judging)
    shown = None
    if stored is not None:
        decided = {**stored, "decision": to_json(row.decision)} if row.decision else stored
        record = visible(decided, privacy=caller.may("privacy"))
        folders = (site.profiles.overlays(), folders_of(site))
        shown = await asyncio.to_thread(sample_view, record, *folders, criterion=criterion)
    await note(site.database, caller, "sample.view", sample, run=run)
    return render(
        request,
        "runs/sample.html",
        caller=caller,
        here="runs",
        run=run,
        sample=sample,
        row=row,
        blind=blind,
        view=shown,
        decisions=() if blind else await ledger.decisions(run, sample),
        may_review=caller.may("review"),
        sees_overlap=caller.may("privacy"),
    )
