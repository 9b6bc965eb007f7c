"""``/livez``, ``/readyz`` and ``/metrics``: whether it runs, whether it can work, and figures."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import text

from casewright.errors import CasewrightError
from casewright.service.http.figures import CONTENT_TYPE
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf

__all__ = ["livez", "metrics", "readyz", "router"]

PATIENCE = 2.0
"""Seconds in which the databases have to answer."""
router = APIRouter(tags=["health"])


@router.get("/livez", summary="Whether the process runs", responses={200: {"content": {"application/json": {"example": {"status": "alive"}}}}})  # fmt: skip  # noqa: E501
async def livez() -> dict[str, str]:
    """Touches no database: a process that answers this need not be started again."""
    return {"status": "alive"}


@router.get("/readyz", summary="Whether requests can be served", responses={200: {"content": {"application/json": {"example": {"status": "ready"}}}}})  # fmt: skip  # noqa: E501
async def readyz(site: SiteOf) -> dict[str, str]:
    """The ledger and the service's database answer, and the process isn't stopping."""
    if site.draining.is_set():
        raise Problem("draining", "the service is stopping", headers={"Retry-After": "5"})
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(_database(site), _ledger(site))
    except (CasewrightError, TimeoutError):
        told = "the ledger or the service's database does not answer"
        raise Problem("storage-unavailable", told, headers={"Retry-After": "5"}) from None
    return {"status": "ready"}


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response, responses={200: {"content": {"text/plain": {"example": "casewright_requests_in_flight 1.0"}}}})  # fmt: skip  # noqa: E501
async def metrics(request: Request) -> Response:
    """Of this process alone. Labels are route templates, methods, statuses and problem slugs."""
    return Response(request.app.state.figures.text(), media_type=CONTENT_TYPE)


async def _database(site: Site) -> None:
    await site.database.run(lambda connection: connection.execute(text("SELECT 1")).scalar_one())


async def _ledger(site: Site) -> None:
    await (await site.ledgers.of("default")).run("readiness")
