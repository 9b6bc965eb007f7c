"""The keys of a project, the latest first."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from casewright.service.keys.key import Key, site_of
from casewright.service.keys.making import key_of
from casewright.service.store.tables import keys

__all__ = ["count_keys", "list_keys"]


def list_keys(
    connection: Connection, project: str | None, *, after: str | None = None, limit: int = 100
) -> Sequence[Key]:
    """Keys of a project, or of all.

    Args:
        connection: The transaction's.
        project: Whose; ``None`` for all.
        after: Id of the key after which to go on; the first ones if there is no such key.
        limit: How many at most.
    """
    asked = select(keys).order_by(keys.c.created.desc(), keys.c.id.desc()).limit(limit)
    if project is not None:
        asked = asked.where(keys.c.project == project)
    last = key_of(connection, after, project) if after else None
    if last is not None:
        same = and_(keys.c.created == last.created, keys.c.id < last.id)
        asked = asked.where(or_(keys.c.created < last.created, same))
    return [Key.of(dict(row)) for row in connection.execute(asked).mappings()]


def count_keys(connection: Connection, secret: bytes) -> tuple[int, int]:
    """How many keys hold and were made with this secret, and how many with another: those open nothing here."""
    holds = (keys.c.revoked.is_(None), or_(keys.c.expires.is_(None), keys.c.expires > time.time()))
    own, all_ = (select(func.count()).select_from(keys).where(*holds, *more) for more in ((_made_here(secret),), ()))
    count = connection.execute(own).scalar_one()
    return count, connection.execute(all_).scalar_one() - count


def _made_here(secret: bytes) -> ColumnElement[bool]:
    return keys.c.site == site_of(secret)
