"""An item: its report beside its criteria, and the word that a reviewer says of it."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response
from fastapi.responses import RedirectResponse

from casewright.service.access import requires
from casewright.service.pages.rendering import render
from casewright.service.pages.reviewing.asked import AskedOf, QueueAsked
from casewright.service.pages.reviewing.drafts import drafts_of
from casewright.service.pages.reviewing.form import Filled, filled
from casewright.service.pages.reviewing.reading import reading_of
from casewright.service.pages.reviewing.trail import last_judged, remember_judged, remember_skipped
from casewright.service.pages.room import page_router
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import Item, Lock, item_of, release_item, say, take_item, withdraw
from casewright.service.reviews.locking import held_seats
from casewright.service.site import Site, SiteOf

__all__ = [
    "item_page",
    "judge",
    "keep",
    "leave",
    "router",
    "skip",
    "undo",
]

router = page_router()
Reviewer = Annotated[Principal, Depends(requires("review"))]
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]
PRESENT = "/review/{run}/{sample}"


@router.get(PRESENT)
async def item_page(request: Request, site: SiteOf, caller: Reviewer, run: Id, sample: Id, asked: AskedOf) -> Response:
    """The item, kept for the reviewer who opens it to judge it."""
    item = await item_of(site, caller, run, sample)
    lock, busy = await _seat(site, caller, item)
    return _page(request, caller, item, asked, lock=lock, busy=busy)


@router.post(PRESENT)
async def judge(request: Request, site: SiteOf, caller: Reviewer, run: Id, sample: Id, asked: AskedOf) -> Response:
    """Takes the verdict; what can't be taken comes back as it was filled in."""
    item = await item_of(site, caller, run, sample)
    async with request.form(max_files=0) as form:
        given = filled(dict(form), item)
    if not given.wrong:
        try:
            await say(site, caller, run, sample, given.saying())
        except Problem as problem:
            if problem.slug not in ("unusable", "locked", "conflict"):
                raise
            given = Filled(given.word, given.reason, given.answers, (problem.detail,))
    if given.wrong:
        lock, busy = await _seat(site, caller, item)
        return _page(request, caller, item, asked, lock=lock, busy=busy, given=given, status=422)
    answer = RedirectResponse(f"/review/{run}/{sample}{asked.query}", status_code=303)
    remember_judged(answer, request, (run, sample))
    return answer


@router.post(PRESENT + "/undo")
async def undo(site: SiteOf, caller: Reviewer, run: Id, sample: Id, asked: AskedOf) -> Response:
    """Takes the verdict back."""
    await withdraw(site, caller, run, sample)
    return RedirectResponse(f"/review/{run}/{sample}{asked.query}", status_code=303)


@router.post(PRESENT + "/skip")
async def skip(request: Request, site: SiteOf, caller: Reviewer, run: Id, sample: Id, asked: AskedOf) -> Response:
    """Gives the item back and goes on to another."""
    await release_item(site, caller, run, sample)
    answer = RedirectResponse(f"/review/next{asked.query}", status_code=303)
    remember_skipped(answer, request, (run, sample))
    return answer


@router.post(PRESENT + "/lock")
async def keep(request: Request, site: SiteOf, caller: Reviewer, run: Id, sample: Id, asked: AskedOf) -> Response:
    """A sign of life from the page that is open."""
    lock = await take_item(site, caller, run, sample)
    return render(request, "review/lock.html", caller=caller, lock=lock, asked=asked, run=run, sample=sample)


@router.post(PRESENT + "/release")
async def leave(request: Request, site: SiteOf, caller: Reviewer, run: Id, sample: Id) -> Response:
    """The page was left; a page opened since then has renewed the lock, and keeps it."""
    place, known = (run, sample), request.query_params.get("until")
    held = await site.database.read(lambda connection: held_seats(connection, caller.project, [place], time.time()))
    if any(one.who == caller.name and f"{one.until:.3f}" == known for one in held[place]):
        await release_item(site, caller, run, sample)
    return Response(status_code=204)


async def _seat(site: Site, caller: Principal, item: Item) -> tuple[Lock | None, tuple[str, ...]]:
    """A seat at the item where there is something to say, or the names of those who have them all."""
    if item.own is not None:
        return None, ()
    try:
        return await take_item(site, caller, item.run, item.sample), ()
    except Problem as problem:
        if problem.slug != "locked":
            raise
        return None, tuple(problem.more.get("by", ())) or ("somebody else",)


def _page(
    request: Request,
    caller: Principal,
    item: Item,
    asked: QueueAsked,
    *,
    lock: Lock | None,
    busy: tuple[str, ...],
    given: Filled | None = None,
    status: int = 200,
) -> Response:
    shown: dict[str, Any] = {
        "item": item,
        "reading": reading_of(item, given.answers if given else None),
        "drafts": () if item.blind else drafts_of(item.record),
        "asked": asked,
        "lock": lock,
        "busy": busy,
        "given": given,
        "last": last_judged(request),
        "may_see_overlap": caller.may("privacy"),
    }
    return render(request, "review/item.html", caller=caller, here="review", status=status, **shown)
