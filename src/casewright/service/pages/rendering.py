"""Pages from templates: everything that is put in is escaped, and the answer says what a browser may load."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from casewright.service.pages.static_files import static_path
from casewright.service.pages.wording import FILTERS
from casewright.service.principal import Principal

__all__ = ["HEADERS", "environment", "render"]

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What every page is sent with. Nothing inline runs, nothing is kept, nothing is fetched from elsewhere."""


@cache
def environment() -> Environment:
    """The templates of this folder. A name that a template uses and nobody gave is an error, not a blank."""
    env = Environment(
        loader=PackageLoader("casewright.service.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(FILTERS)
    env.globals["static"] = static_path
    return env


def render(
    request: Request,
    name: str,
    /,
    *,
    caller: Principal | None = None,
    here: str = "",
    status: int = 200,
    **context: Any,
) -> HTMLResponse:
    """A page, or a fragment of one for HTMX.

    Args:
        request: What is answered.
        name: The template.
        caller: Who is signed in, for the head of the page.
        here: The entry of the navigation that this page is under: its path's first part.
        status: Of the answer.
        **context: What the template uses.
    """
    known = {"request": request, "caller": caller, "here": here}
    html = environment().get_template(name).render(**known, **context)
    return HTMLResponse(html, status_code=status, headers=dict(HEADERS))
