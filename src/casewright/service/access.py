"""Who may do what: dependencies of routes that find the caller and hold it to its roles, rates and project."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request

from casewright.service.cookies import session_token
from casewright.service.http.leaving import on_leaving
from casewright.service.principal import Principal, Role
from casewright.service.problems import Problem
from casewright.service.same_site import refuse_other_sites
from casewright.service.site import Site, site_of

__all__ = ["caller_of", "requires"]


async def caller_of(request: Request) -> Principal:
    """The owner of the request's key (``Authorization: Bearer``), or of its session cookie.

    A request is counted once, however often this is asked.

    Raises:
        Problem: unauthenticated, cross-site, rate-limited or too-many-at-once.
        StorageError: the keys can't be read now.
    """
    known: Principal | None = getattr(request.state, "caller", None)
    if known is not None:
        return known
    site = site_of(request)
    caller = await _found(request, site)
    site.admission.enter(caller)
    on_leaving(request.scope, lambda: site.admission.leave(caller))
    request.state.caller = caller
    return caller


def requires(*roles: Role) -> Callable[[Request], Awaitable[Principal]]:
    """A dependency that gives the caller who holds one of these roles: ``Depends(requires("submit"))``.

    Without a role any key will do.

    Raises:
        Problem: as `caller_of`; or forbidden.
    """

    async def caller(request: Request) -> Principal:
        found = await caller_of(request)
        if roles and not any(found.may(role) for role in roles):
            raise Problem("forbidden", f"this needs a key with the role {' or '.join(roles)}")
        return found

    caller.roles = roles  # type: ignore[attr-defined]  # read by the OpenAPI
    return caller


async def _found(request: Request, site: Site) -> Principal:
    said = request.headers.get("authorization")
    token = None if said is not None else session_token(request)
    if said is not None:
        scheme, _, text = said.partition(" ")
        key = await site.keys.owner(text.strip()) if scheme.lower() == "bearer" else None
    else:
        key = await site.keys.visitor(token) if token else None
    if key is None:
        told = "send a key that holds as 'Authorization: Bearer cw_…'"
        raise Problem("unauthenticated", told, headers={"WWW-Authenticate": "Bearer"})
    if said is None:
        refuse_other_sites(request)
    return key.principal
