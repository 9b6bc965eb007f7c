"""Signing in with a key, and out: the key is exchanged for a session and never kept by the browser."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from casewright.service.auditing import note
from casewright.service.cookies import drop_cookie, session_token, set_cookie
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.same_site import refuse_other_sites
from casewright.service.site import SiteOf

__all__ = [
    "login_page",
    "router",
    "sign_in",
    "sign_out",
]

router = page_router()
PLACE = re.compile(r"/(?!/)[A-Za-z0-9._:/-]{0,400}")
"""Where one may be sent after signing in: a path of this service."""


@router.get("/login")
async def login_page(request: Request, next: str = "") -> Response:  # noqa: A002 - the name in the address
    """The form that takes a key."""
    return render(request, "login.html", target=_place(next), wrong=False)


@router.post("/login")
async def sign_in(
    request: Request, site: SiteOf, key: Annotated[str, Form(max_length=400)] = "", target: Annotated[str, Form()] = ""
) -> Response:
    """Begins a session, or says that the key doesn't open anything."""
    refuse_other_sites(request)
    found = await site.keys.sign_in(key.strip(), site.serving.session_hours)
    if found is None:
        return render(request, "login.html", status=401, target=_place(target), wrong=True)
    token, owner = found
    await note(site.database, owner.principal, "session.begin")
    answer = RedirectResponse(_place(target), status_code=303)
    set_cookie(answer, request, token, site.serving.session_hours)
    return answer


@router.post("/logout")
async def sign_out(request: Request, site: SiteOf) -> Response:
    """Ends the session."""
    refuse_other_sites(request)
    token = session_token(request)
    if token:
        await site.keys.sign_out(token)
    answer = RedirectResponse("/login", status_code=303)
    drop_cookie(answer, request)
    return answer


def _place(target: str) -> str:
    return target if PLACE.fullmatch(target) else "/"
