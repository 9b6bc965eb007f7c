"""A run: how it stands while it is worked on, what it took, and what its end counted."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from casewright.ledger.protocol import Ledger, RunRow
from casewright.service.auditing import note
from casewright.service.jobs import cancel
from casewright.service.pages.asking import Anyone, Id, Orderer, run_of
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.runs.counting import begin_counting, is_counting, why_uncounted
from casewright.service.pages.runs.open_jobs import jobs_on
from casewright.service.pages.views.figures import figures_of
from casewright.service.pages.views.standing import RunStanding, groups_of, standing_of
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf

__all__ = ["cancel_run", "count", "router", "run_figures", "run_page", "run_progress"]

router = page_router()
COUNTED_AT_ONCE = 500
"""Samples up to which a finished run's figures are counted without being asked for."""
PACE = ((2000, 2), (20_000, 5), (200_000, 15))
"""Samples of a run, and seconds until a page looks at it again."""


@router.get("/runs/{run}")
async def run_page(request: Request, site: SiteOf, caller: Anyone, run: Id) -> Response:
    """The page of a run."""
    ledger, row = await run_of(site, caller, run)
    standing = await standing_of(ledger, row)
    await note(site.database, caller, "run.view", run)
    told = {**_progress(standing), **await _figures(request, site, caller, ledger, standing)}
    return render(
        request,
        "runs/run.html",
        caller=caller,
        here="runs",
        **told,
        recipe={"critics": (), "seal": None, **(row.how.get("recipe") or {})},
        seed=row.decides.get("seed"),
        jobs=await jobs_on(site, caller, run) if caller.may("submit") else (),
        certificates=await ledger.certificates(run),
    )


@router.get("/runs/{run}/progress")
async def run_progress(request: Request, site: SiteOf, caller: Anyone, run: Id) -> Response:
    """How it stands now: a fragment that asks again as long as the run is worked on."""
    ledger, row = await run_of(site, caller, run)
    standing = await standing_of(ledger, row)
    figures = await figures_of(ledger, standing)
    return render(request, "runs/progress.html", caller=caller, figures=figures, **_progress(standing))


@router.get("/runs/{run}/figures")
async def run_figures(request: Request, site: SiteOf, caller: Anyone, run: Id) -> Response:
    """What its end counted: a fragment that asks again while it is being counted."""
    ledger, row = await run_of(site, caller, run)
    standing = await standing_of(ledger, row, money=False)
    return render(
        request, "runs/figures.html", caller=caller, **await _figures(request, site, caller, ledger, standing)
    )


@router.post("/runs/{run}/figures")
async def count(request: Request, site: SiteOf, caller: Anyone, run: Id) -> Response:
    """Counts them now."""
    _, row = await run_of(site, caller, run)
    _require_countable(row)
    begin_counting(request, site, caller, run)
    await note(site.database, caller, "run.count", run)
    if "hx-request" not in request.headers:
        return RedirectResponse(f"/runs/{run}#figures", status_code=303)
    return await run_figures(request, site, caller, run)


@router.post("/runs/{run}/cancel")
async def cancel_run(site: SiteOf, caller: Orderer, run: Id) -> Response:
    """Cancels the project's open jobs on the run, and so the run."""
    await run_of(site, caller, run)
    for job in await jobs_on(site, caller, run):
        await cancel(site, caller, job)
    return RedirectResponse(f"/runs/{run}", status_code=303)


def _require_countable(row: RunRow) -> None:
    if not row.over and row.state == "open":
        raise Problem("conflict", "figures are counted when the run is over")


def _progress(standing: RunStanding) -> dict[str, Any]:
    samples = sum(order.samples for order in standing.orders)
    again = next((seconds for most, seconds in PACE if samples <= most), PACE[-1][1])
    groups = {by: groups_of(standing.orders, by) for by in ("code", "language", "kind")}
    return {"standing": standing, "groups": groups, "again": None if standing.over else again}


async def _figures(
    request: Request, site: Site, caller: Principal, ledger: Ledger, standing: RunStanding
) -> dict[str, Any]:
    figures = await figures_of(ledger, standing)
    samples = sum(order.samples for order in standing.orders)
    return {
        "standing": standing,
        "figures": figures,
        "counting": is_counting(site, caller, standing.run),
        "failed": why_uncounted(request, caller, standing.run),
        "countable": standing.over and standing.kind == "orders" and bool(samples),
        "count_now": samples <= COUNTED_AT_ONCE,
    }
