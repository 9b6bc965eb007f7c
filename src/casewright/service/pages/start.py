"""The first page, and the page of keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from casewright.service.access import requires
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.principal import Principal

__all__ = [
    "keys_page",
    "router",
    "start",
]

router = page_router()
Anybody = Annotated[Principal, Depends(requires())]


@router.get("/")
async def start(caller: Anybody) -> Response:
    """Reviewers go to their queue, others to the runs."""
    return RedirectResponse("/review" if caller.may("review") else "/runs", status_code=303)


@router.get("/help")
async def keys_page(request: Request, caller: Anybody) -> Response:
    """All keys on a page, for whoever has no script running."""
    return render(request, "help.html", caller=caller)
