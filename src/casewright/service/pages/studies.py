"""Pages of studies: how far they are, and what their report lets one say."""

from __future__ import annotations

import asyncio
import re

from fastapi import Request, Response

from casewright.service.auditing import note
from casewright.service.pages.asking import Anyone, Id
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.views.studies import (
    StudyPlace,
    cells_of,
    figure_names,
    journal_of,
    line_of,
    read_book,
    study_places,
)
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf

__all__ = ["figure", "report", "router", "studies", "study"]

FIGURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.svg")
SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
"""A report is a file that somebody put there: it is shown as a page of no origin that runs and loads nothing."""
router = page_router()


@router.get("/studies")
async def studies(request: Request, site: SiteOf, caller: Anyone) -> Response:
    """The studies in the folders that the settings name."""
    places = await _places(site)
    lines = await asyncio.to_thread(lambda: [line_of(place) for place in places])
    await note(site.database, caller, "studies.view")
    named = bool(site.serving.studies)
    return render(request, "studies/list.html", caller=caller, here="studies", lines=lines, named=named)


@router.get("/studies/{study}")
async def study(request: Request, site: SiteOf, caller: Anyone, study: Id) -> Response:
    """Its cells, and the claims and tables of its report."""
    place = await _place(site, study)
    journal, book = await asyncio.to_thread(lambda: (journal_of(place), read_book(place)))
    await note(site.database, caller, "study.view", study)
    return render(
        request,
        "studies/study.html",
        caller=caller,
        here="studies",
        place=place,
        journal=journal,
        arms=cells_of(journal) if journal else (),
        book=book,
        pictures={part.id: figure_names(place, part) for part in book.parts} if book else {},
    )


@router.get("/studies/{study}/report")
async def report(site: SiteOf, caller: Anyone, study: Id) -> Response:
    """The report's own page, which may do nothing but be read."""
    place = await _place(site, study)
    if place.report is None:
        raise Problem("not-found", "the study has no report yet")
    page = await asyncio.to_thread((place.report / "report.html").read_bytes)
    await note(site.database, caller, "study.report", study)
    return Response(page, media_type="text/html; charset=utf-8", headers=SANDBOX)


@router.get("/studies/{study}/figures/{name}")
async def figure(site: SiteOf, caller: Anyone, study: Id, name: str) -> Response:
    """A picture of its report: one of the files that lie there."""
    place = await _place(site, study)
    folder = place.report / "figures" if place.report else None
    there = {one.name: one for one in folder.iterdir()} if folder and folder.is_dir() else {}
    if name not in there or not FIGURE.fullmatch(name):
        raise Problem("not-found", "the report has no such picture")
    data = await asyncio.to_thread(there[name].read_bytes)
    return Response(data, media_type="image/svg+xml", headers=SANDBOX)


async def _places(site: Site) -> tuple[StudyPlace, ...]:
    return await asyncio.to_thread(study_places, site.serving.studies)


async def _place(site: Site, study: str) -> StudyPlace:
    found = next((one for one in await _places(site) if one.id == study), None)
    if found is None:
        raise Problem("not-found", "the settings name no such study")
    return found
