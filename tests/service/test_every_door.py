"""No route was forgotten: each needs a key, a key that holds, and with a cookie the word of a page of ours."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator

import httpx
from fastapi import FastAPI

from casewright.service.site import Site

OPEN = {"/livez", "/readyz", "/metrics", "/v1/openapi.json", "/login", "/static/{name}", "/favicon.ico"}
"""What anybody may read: health, the document of the API, the sign-in and what pages look like."""
PLACE = re.compile(r"\{[^}]+\}")
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def doors(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and path of the application, with a name where a name stands."""
    for route in _routes(app.routes):
        path = str(getattr(route, "path", ""))
        if path not in OPEN and not path.startswith("/static/"):
            for method in sorted(getattr(route, "methods", None) or ()):
                yield method, PLACE.sub("1", path)


def _routes(routes: object) -> Iterator[object]:
    assert isinstance(routes, list)
    for route in routes:
        included = getattr(route, "original_router", None)  # newer versions of FastAPI keep it whole
        if included is not None:
            yield from _routes(included.routes)
        else:
            yield route


def client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://127.0.0.1"
    )


async def test_without_a_key_every_door_is_shut(app: FastAPI) -> None:
    """The API says 401; a page sends one to the sign-in, and changes nothing."""
    found = {}
    async with client(app) as nobody:
        for method, path in doors(app):
            answer = await nobody.request(method, path, headers={"Sec-Fetch-Site": "same-origin"})
            if answer.status_code != 401 and not answer.headers.get("location", "").startswith("/login"):
                found[method, path] = answer.status_code
    assert found == {}


async def test_another_site_changes_nothing_behind_any_door(
    app: FastAPI, site: Site, key: Callable[..., Awaitable[str]]
) -> None:
    """With the cookie of somebody who may do everything."""
    text = await key("submit", "evaluate", "review", "privacy", "rubric-admin", "admin", per_minute=None)
    token, _ = await site.keys.sign_in(text, 1) or ("", None)
    headers = {"Cookie": f"casewright_session={token}", "Sec-Fetch-Site": "cross-site"}
    found = {}
    async with client(app) as victim:
        for method, path in doors(app):
            if method in CHANGING:
                answer = await victim.request(method, path, headers=headers)
                if answer.status_code != 403:
                    found[method, path] = answer.status_code
    assert found == {}


async def test_the_doors_are_those_of_the_whole_application(app: FastAPI) -> None:
    """A walk that found none would prove nothing."""
    found = set(doors(app))
    assert {("POST", "/v1/jobs"), ("POST", "/v1/keys"), ("DELETE", "/v1/keys/1"), ("GET", "/v1/audit")} <= found
    assert len(found) > 40
