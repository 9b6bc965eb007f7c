"""``/v1/keys``: an admin makes, lists, rotates and revokes the keys of the own project, within the own roles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query
from sqlalchemy import Connection

from casewright.errors import UsageError
from casewright.service.access import requires
from casewright.service.auditing import noted
from casewright.service.keys.bodies import KeyList, KeyMade, KeyRequest, KeyShown, RotationRequest
from casewright.service.keys.key import Key
from casewright.service.keys.listing import list_keys
from casewright.service.keys.making import DAY, MadeKey, keep_key, key_of, new_key, revoke_key, rotate_key
from casewright.service.principal import Principal, Role
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf

__all__ = ["listed", "made", "revoked", "rotated", "router"]

router = APIRouter(prefix="/v1/keys", tags=["keys"])

HOUR = 3600.0
Admin = Annotated[Principal, Depends(requires("admin"))]
KeyId = Annotated[str, Path(alias="key", pattern=r"^[0-9a-z]{1,32}$", examples=["3f9a0c71d2e4"])]
After = Annotated[str | None, Query(pattern=r"^[0-9a-z]{1,32}$", description="What `next` said.")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Rotation = Annotated[RotationRequest | None, Body(examples=[{"overlap_hours": 24}])]
USABLE = {"x-problems": ["unusable"]}


@router.get("", summary="List keys")
async def listed(site: SiteOf, caller: Admin, after: After = None, limit: Limit = 100) -> KeyList:
    """Keys of one's own project, those that hold no more too, the latest first. Their secrets are not kept."""
    found = await site.database.read(lambda on: list_keys(on, caller.project, after=after, limit=limit + 1))
    shown = tuple(KeyShown.of(key) for key in found[:limit])
    return KeyList(keys=shown, next=shown[-1].id if len(found) > limit else None)


@router.post("", status_code=201, summary="Make a key", openapi_extra=USABLE)
async def made(site: SiteOf, caller: Admin, request: KeyRequest) -> KeyMade:
    """A key of one's own project. It is shown in this answer and never again."""
    _within(caller, request.roles)
    days = request.expires_in_days
    expires = None if days is None else time.time() + days * DAY
    key = _usable(
        lambda: new_key(
            site.secret,
            name=request.name,
            project=caller.project,
            roles=request.roles,
            limits=request.limits.limits,
            expires=expires,
        )
    )
    await site.database.run(lambda on: _keep(on, caller, key))
    return KeyMade.made(key)


@router.post("/{key}/rotate", status_code=201, summary="Make a new key for an old one", openapi_extra=USABLE)
async def rotated(site: SiteOf, caller: Admin, key_id: KeyId, request: Rotation = None) -> KeyMade:
    """A new key of the same owner, roles, limits and lifetime. The old one opens until the overlap is over."""
    overlap = (request or RotationRequest()).overlap_hours * HOUR
    made = await site.database.run(lambda on: _rotate(on, site, caller, key_id, overlap))
    site.keys.forget()
    return KeyMade.made(made)


@router.delete("/{key}", status_code=204, summary="Revoke a key")
async def revoked(site: SiteOf, caller: Admin, key_id: KeyId) -> None:
    """It opens nothing from now on, nor do sessions begun with it; elsewhere within five seconds."""
    await site.database.run(lambda on: _revoke(on, caller, key_id))
    site.keys.forget()


def _keep(connection: Connection, caller: Principal, made: MadeKey) -> None:
    keep_key(connection, made.row)
    noted(connection, caller, "key.create", made.id, name=made.row.name, roles=made.row.roles)


def _rotate(connection: Connection, site: Site, caller: Principal, key_id: str, overlap: float) -> MadeKey:
    old = _known(connection, caller, key_id)
    _within(caller, old.roles)
    made = _usable(lambda: rotate_key(connection, site.secret, old, overlap=overlap))
    noted(connection, caller, "key.rotate", old.id, by=made.id, overlap_seconds=overlap)
    return made


def _revoke(connection: Connection, caller: Principal, key_id: str) -> None:
    old = _known(connection, caller, key_id)
    if revoke_key(connection, old.id):
        noted(connection, caller, "key.revoke", old.id)


def _known(connection: Connection, caller: Principal, key_id: str) -> Key:
    found = key_of(connection, key_id, caller.project)
    if found is None:
        raise Problem("not-found", "no such key in this project")
    return found


def _within(caller: Principal, roles: Iterable[Role]) -> None:
    if not all(caller.may(role) for role in roles):
        raise Problem("forbidden", "a key can't have a role that its maker lacks; privacy must be given by name")


def _usable(make: Callable[[], MadeKey]) -> MadeKey:
    try:
        return make()
    except UsageError as error:
        raise Problem("unusable", str(error)) from None
