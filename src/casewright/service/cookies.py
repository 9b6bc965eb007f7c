"""The cookie of people who signed in to the pages."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import Request, Response

__all__ = ["cookie_name", "drop_cookie", "is_plain", "session_token", "set_cookie"]

NAME = "casewright_session"


def is_plain(request: Request) -> bool:
    """Whether this is http on this very machine, where a cookie needs no TLS. By any other name it does."""
    if request.url.scheme != "http":
        return False
    host = (request.url.hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def cookie_name(request: Request) -> str:
    """With ``__Host-`` a browser takes it over TLS alone, and from no other host."""
    return NAME if is_plain(request) else f"__Host-{NAME}"


def session_token(request: Request) -> str | None:
    """What the request's cookie holds."""
    return request.cookies.get(cookie_name(request))


def set_cookie(response: Response, request: Request, token: str, hours: float) -> None:
    """Hands the token to the browser: no script reads it, and no other site's request brings it."""
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(hours * 3600),
        path="/",
        secure=not is_plain(request),
        httponly=True,
        samesite="strict",
    )


def drop_cookie(response: Response, request: Request) -> None:
    """Takes it back."""
    response.delete_cookie(
        cookie_name(request), path="/", secure=not is_plain(request), httponly=True, samesite="strict"
    )
