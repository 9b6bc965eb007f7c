"""Counts that go on in this process: begun by whoever looks at a run, their results in the ledger."""

from __future__ import annotations

from dataclasses import replace

from fastapi import Request

from casewright.errors import CasewrightError
from casewright.service.pages.views.apart import apart
from casewright.service.pages.views.counting import count_figures
from casewright.service.principal import Principal
from casewright.service.site import Site

__all__ = ["begin_counting", "is_counting", "why_uncounted"]


def begin_counting(request: Request, site: Site, caller: Principal, run: str) -> None:
    """Begins to count a run, unless that goes on already."""
    place, failed = replace(site.place, project=caller.project), _failed(request)

    async def chore() -> None:
        failed.pop(_name(caller, run), None)
        try:
            await apart(lambda: count_figures(place, run))
        except CasewrightError as error:
            failed[_name(caller, run)] = type(error).__name__

    site.background.begin(_name(caller, run), chore)


def is_counting(site: Site, caller: Principal, run: str) -> bool:
    """Whether a run is being counted now."""
    return site.background.goes_on(_name(caller, run))


def why_uncounted(request: Request, caller: Principal, run: str) -> str | None:
    """What kept a run from being counted the last time; ``None`` where nothing did."""
    return _failed(request).get(_name(caller, run))


def _name(caller: Principal, run: str) -> str:
    return f"figures {caller.project} {run}"


def _failed(request: Request) -> dict[str, str]:
    """By name of the chore; this process's."""
    state = request.app.state
    if not hasattr(state, "uncounted"):
        state.uncounted = {}
    found: dict[str, str] = state.uncounted
    return found
