"""Who saw and did what: appended, never changed, names and ids alone."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from casewright.service.principal import Principal
from casewright.service.store import Database
from casewright.service.store.tables import audit

__all__ = ["note", "noted"]

LONGEST = 200
"""Characters of a string in ``detail``: a name or an id, never a text."""


async def note(database: Database, caller: Principal, did: str, what: str = "", **detail: Any) -> None:
    """Appends to the audit: ``did`` is a verb such as ``job.submit``, ``what`` the id it was done to.

    Raises:
        StorageError: the database can't be used now. What can't be noted must not be done or shown.
    """
    await database.append(audit, _row(caller, did, what, detail))


def noted(connection: Connection, caller: Principal, did: str, what: str = "", **detail: Any) -> None:
    """As `note`, in the transaction that does it."""
    connection.execute(audit.insert().values(_row(caller, did, what, detail)))


def _row(caller: Principal, did: str, what: str, detail: Mapping[str, Any]) -> dict[str, Any]:
    said = json.dumps({name: _short(value) for name, value in detail.items()}, ensure_ascii=False)
    who = {"project": caller.project, "key": caller.key, "who": caller.name}
    return {**who, "at": time.time(), "did": did, "what": what[:LONGEST], "detail": said}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_short(one) for one in sorted(value, key=str)]
    raise TypeError(f"audit takes names and figures, not {type(value).__name__}")
