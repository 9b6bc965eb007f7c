"""``/v1/audit``: an admin reads who saw and did what in the own project."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import ConfigDict
from pydantic.config import JsonDict

from casewright.service.access import requires
from casewright.service.audit.reading import AuditFilter, AuditRow, read_audit
from casewright.service.auditing import note
from casewright.service.principal import Principal
from casewright.service.site import SiteOf
from casewright.settings.base import Strict

__all__ = ["AuditEntry", "AuditPage", "audited", "router"]

router = APIRouter(prefix="/v1/audit", tags=["audit"])

Admin = Annotated[Principal, Depends(requires("admin"))]
Name = r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$"
Before = Annotated[int | None, Query(ge=1, le=2**63 - 1, description="What `next` said.")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Did = Annotated[str | None, Query(pattern=Name, description="A verb, or its first part: `key`, `key.create`.")]
Of = Annotated[str | None, Query(pattern=Name)]
SHOWN: JsonDict = {
    "sequence": 412,
    "at": "2030-01-07T09:00:00Z",
    "key": "3f9a0c71d2e4",
    "who": "ana",
    "did": "sample.read",
    "what": "r-5b1f/s-000017",
    "detail": {},
}


class AuditEntry(Strict):
    """Something that was seen or done. No text of a report, a message or a key is in it."""

    model_config = ConfigDict(json_schema_extra={"examples": [SHOWN]})

    sequence: int
    at: datetime
    key: str
    who: str
    did: str
    what: str
    detail: dict[str, Any]

    @classmethod
    def of(cls, row: AuditRow) -> AuditEntry:
        at = datetime.fromtimestamp(row.at, UTC)
        return cls(
            sequence=row.sequence, at=at, key=row.key, who=row.who, did=row.did, what=row.what, detail=dict(row.detail)
        )


class AuditPage(Strict):
    """Entries, the latest first; ``next`` goes into ``before`` for earlier ones."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"entries": [SHOWN], "next": None}]})

    entries: tuple[AuditEntry, ...]
    next: int | None


@router.get("", summary="Read the audit")
async def audited(
    site: SiteOf,
    caller: Admin,
    before: Before = None,
    limit: Limit = 100,
    did: Did = None,
    key: Of = None,
    what: Of = None,
) -> AuditPage:
    """Who saw and did what in one's own project. Reading it is noted, too."""
    wanted = AuditFilter(did, key, what)
    found = await site.database.read(lambda on: read_audit(on, caller.project, wanted, before=before, limit=limit + 1))
    await note(site.database, caller, "audit.read", entries=min(limit, len(found)))
    entries = tuple(AuditEntry.of(row) for row in found[:limit])
    return AuditPage(entries=entries, next=entries[-1].sequence if len(found) > limit else None)
