"""The queue: what wants looking at, where the review stands, and how far raters agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from casewright.service.access import requires
from casewright.service.auditing import note
from casewright.service.pages.rendering import render
from casewright.service.pages.reviewing.asked import AskedOf
from casewright.service.pages.reviewing.trail import forget_skipped, last_judged, skipped
from casewright.service.pages.room import page_router
from casewright.service.principal import Principal
from casewright.service.reviews import agreement_of, next_item, progress_of, queue_of
from casewright.service.site import SiteOf

__all__ = [
    "agreement_page",
    "bring_back",
    "next_page",
    "queue_page",
    "router",
]

router = page_router()
Reviewer = Annotated[Principal, Depends(requires("review"))]


@router.get("/review")
async def queue_page(request: Request, site: SiteOf, caller: Reviewer, asked: AskedOf, after: str = "") -> Response:
    """A page of the queue, with what is done and what is left."""
    judged = asked.state in ("settled", "settling")
    page = await queue_of(site, caller, asked.filter(judged=judged), after=after[:400])
    progress = await progress_of(site, caller, asked.run or None)
    await note(site.database, caller, "review.queue", asked.run)
    return render(
        request,
        "review/queue.html",
        caller=caller,
        here="review",
        asked=asked,
        page=page,
        progress=progress,
        after=after,
        last=last_judged(request),
    )


@router.get("/review/agreement")
async def agreement_page(request: Request, site: SiteOf, caller: Reviewer, asked: AskedOf) -> Response:
    """Agreement between raters, by itself: with many verdicts its intervals take a while."""
    found = await agreement_of(site, caller, asked.run or None)
    page = "review/agreement_part.html" if "hx-request" in request.headers else "review/agreement.html"
    return render(request, page, caller=caller, here="review", asked=asked, agreement=found)


@router.get("/review/next")
async def next_page(request: Request, site: SiteOf, caller: Reviewer, asked: AskedOf) -> Response:
    """On to the item that most wants looking at, or to the word that there is none."""
    put_off = skipped(request)
    row = await next_item(site, caller, asked.filter(judged=False), skip=put_off)
    if row is not None:
        return RedirectResponse(f"/review/{row.run}/{row.sample}{asked.query}", status_code=303)
    progress = await progress_of(site, caller, asked.run or None)
    return render(
        request,
        "review/done.html",
        caller=caller,
        here="review",
        asked=asked,
        progress=progress,
        skipped=len(put_off),
        last=last_judged(request),
    )


@router.post("/review/again")
async def bring_back(caller: Reviewer, asked: AskedOf) -> Response:
    """Brings back what was put off."""
    answer = RedirectResponse(f"/review/next{asked.query}", status_code=303)
    forget_skipped(answer)
    return answer
