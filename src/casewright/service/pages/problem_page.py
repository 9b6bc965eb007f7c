"""Problems as people see them: a page, a line in the page for HTMX, or the way to sign in."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from casewright.service.pages.rendering import render
from casewright.service.problems import Problem

__all__ = ["answer"]


def answer(request: Request, problem: Problem) -> Response:
    """The answer for a browser; somebody who isn't signed in is sent to do so, and back afterwards."""
    if problem.slug == "unauthenticated":
        return _to_sign_in(request)
    part = "hx-request" in request.headers
    found = render(
        request,
        "problem_part.html" if part else "problem.html",
        status=200 if part else problem.status,
        problem=problem,
    )
    found.headers.update(problem.headers)
    return found


def _to_sign_in(request: Request) -> Response:
    part = "hx-request" in request.headers
    back = request.url.path if request.method == "GET" and not part else ""
    target = "/login" + (f"?next={quote(back, safe='/')}" if back.strip("/") else "")
    if part:
        return Response(status_code=401, headers={"HX-Redirect": target})
    return RedirectResponse(target, status_code=303)
