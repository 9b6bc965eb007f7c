"""A run's samples, a page at a time."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from casewright.service.auditing import note
from casewright.service.pages.asking import ID, Anyone, Id, run_of
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.views.sample_lines import OUTCOMES, SampleFilter, choices_of, page_of
from casewright.service.problems import Problem
from casewright.service.reviews.blindness import hidden_from, is_blind
from casewright.service.site import SiteOf
from casewright.types import Outcome

__all__ = ["router", "samples"]

PAGE = 100
router = page_router()
After = Annotated[str | None, Query(pattern=ID)]
Chosen = Annotated[Outcome | Literal[""], Query()]
Word = Annotated[str, Query(pattern=r"^[A-Za-z0-9._:-]{0,20}$")]


@router.get("/runs/{run}/samples")
async def samples(
    request: Request,
    site: SiteOf,
    caller: Anyone,
    run: Id,
    after: After = None,
    outcome: Chosen = "",
    code: Word = "",
    language: Word = "",
) -> Response:
    """A page of samples; what somebody is still to judge blindly shows no outcome."""
    ledger, _ = await run_of(site, caller, run)
    blind = is_blind(site, caller)
    if blind and outcome not in ("", "needs_review"):
        raise Problem("forbidden", "while reviews are blind, samples are not chosen by what became of them")
    chosen = SampleFilter(outcome or None, code, language)
    page = await page_of(ledger, run, chosen, after=after, limit=PAGE)
    hidden = await hidden_from(site, caller, run, [line.id for line in page.lines])
    codes, languages = choices_of(await ledger.orders(run))
    await note(site.database, caller, "samples.view", run)
    here = f"/runs/{run}/samples"
    return render(
        request,
        "runs/samples.html",
        caller=caller,
        here="runs",
        run=run,
        page=page,
        chosen=chosen,
        hidden=hidden,
        codes=codes,
        languages=languages,
        outcomes=("needs_review",) if blind else OUTCOMES,
        blind=blind,
        first=f"{here}?{urlencode(chosen.query)}" if after else None,
        next=f"{here}?{urlencode({**chosen.query, 'after': page.next})}" if page.next else None,
    )
