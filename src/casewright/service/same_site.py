"""Requests of a browser that change something come from our own pages, or are refused."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from casewright.service.problems import Problem

__all__ = ["SAFE", "refuse_other_sites"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_other_sites(request: Request) -> None:
    """Refuses an unsafe request that doesn't say it comes from here: by ``Sec-Fetch-Site``, or else by ``Origin``.

    ``Origin`` counts only where the other is missing: a browser that is told to send no referrer says ``null`` there.

    Raises:
        Problem: cross-site.
    """
    if request.method in SAFE:
        return
    fetched = request.headers.get("sec-fetch-site")
    ours = fetched == "same-origin" if fetched is not None else _same_origin(request)
    if not ours:
        raise Problem("cross-site", "with a session, changes are taken from this service's own pages only")


def _same_origin(request: Request) -> bool:
    origin, host = request.headers.get("origin"), request.headers.get("host")
    return bool(origin and host) and urlsplit(str(origin)).netloc.lower() == str(host).lower()
