"""What the audit holds of a project, the latest first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from casewright.service.store.tables import audit

__all__ = ["AuditFilter", "AuditRow", "read_audit"]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to what, and when (seconds since the epoch)."""

    sequence: int
    at: float
    key: str
    who: str
    did: str
    what: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries; ``None`` is all of them. ``did`` is a verb, or its first part."""

    did: str | None = None
    key: str | None = None
    what: str | None = None


def read_audit(
    connection: Connection, project: str, wanted: AuditFilter, *, before: int | None = None, limit: int = 100
) -> Sequence[AuditRow]:
    """Entries of a project, of those before a sequence number."""
    asked = select(audit).where(audit.c.project == project)
    if before is not None:
        asked = asked.where(audit.c.sequence < before)
    if wanted.did is not None:
        asked = asked.where((audit.c.did == wanted.did) | audit.c.did.startswith(f"{wanted.did}.", autoescape=True))
    if wanted.key is not None:
        asked = asked.where(audit.c.key == wanted.key)
    if wanted.what is not None:
        asked = asked.where(audit.c.what == wanted.what)
    rows = connection.execute(asked.order_by(audit.c.sequence.desc()).limit(limit))
    return [AuditRow(row.sequence, row.at, row.key, row.who, row.did, row.what, json.loads(row.detail)) for row in rows]
