"""New keys, and new keys for old: what an owner gets is shown once and kept nowhere."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from casewright.errors import UnknownNameError, UsageError
from casewright.service.keys.key import Key, key_text, mac_of, row_of, site_of
from casewright.service.principal import ROLES, KeyLimits, Role
from casewright.service.store import Database, alone
from casewright.service.store.tables import keys

__all__ = ["DAY", "MadeKey", "keep_key", "key_of", "make_key", "new_key", "revoke_key", "rotate_key"]

DAY = 86_400.0
PROJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was just made. ``key`` is what its owner sends."""

    row: Key
    key: str = field(repr=False)

    @property
    def id(self) -> str:
        return self.row.id


def new_key(
    secret: bytes,
    *,
    name: str,
    project: str,
    roles: Iterable[Role],
    limits: KeyLimits | None = None,
    expires: float | None = None,
) -> MadeKey:
    """A key that is in no database yet.

    Args:
        secret: The site's.
        name: The person or program, as decisions and audit name them.
        project: What it sees and works in.
        roles: At least one.
        limits: What it may use.
        expires: Seconds since the epoch, from which on it opens nothing.

    Raises:
        UsageError: no role, one that doesn't exist, or a name or project of another form.
    """
    found = _roles(roles)
    if not PROJECT.fullmatch(project):
        raise UsageError("a project's name has letters, digits and ._:-, begins with a letter or digit, 64 at most")
    if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a key needs the name of who holds it: 1 to {LONGEST_NAME} printable characters")
    id_ = secrets.token_hex(6)
    text, own = key_text(id_)
    row = Key(
        id=id_,
        name=name.strip(),
        project=project,
        roles=found,
        limits=limits or KeyLimits(),
        mac=mac_of(secret, id_, own),
        created=time.time(),
        expires=expires,
        revoked=None,
        replaces=None,
        line=id_,
        site=site_of(secret),
    )
    return MadeKey(row, text)


async def make_key(
    database: Database,
    secret: bytes,
    *,
    name: str,
    project: str = "default",
    roles: Iterable[Role],
    limits: KeyLimits | None = None,
    expires: float | None = None,
) -> MadeKey:
    """Makes a key and keeps it; arguments and errors as `new_key`.

    Raises:
        UsageError: as `new_key`.
        StorageError: the database can't be used now.
    """
    made = new_key(secret, name=name, project=project, roles=roles, limits=limits, expires=expires)
    await database.run(lambda connection: keep_key(connection, made.row))
    return made


def keep_key(connection: Connection, key: Key) -> None:
    """Keeps a new key."""
    connection.execute(keys.insert().values(row_of(key)))


def key_of(connection: Connection, id: str, project: str | None = None) -> Key | None:  # noqa: A002 - what it is
    """The key of this id, of this project only where one is named."""
    query = select(keys).where(keys.c.id == id)
    row = connection.execute(query if project is None else query.where(keys.c.project == project)).first()
    return Key.of(dict(row._mapping)) if row else None


def rotate_key(connection: Connection, secret: bytes, old: Key, *, overlap: float) -> MadeKey:
    """A new key of the same owner, roles and limits; the old one opens for ``overlap`` seconds more.

    The new one lives as long as the old one was meant to.

    Raises:
        UsageError: the old one holds no more, or was rotated already.
    """
    alone(connection, "keys", old.line)
    now = time.time()
    known = key_of(connection, old.id)
    if known is None or not known.holds(now):
        raise UsageError("the key holds no more; make a new one")
    if connection.execute(select(keys.c.id).where(keys.c.replaces == old.id, keys.c.revoked.is_(None))).first():
        raise UsageError("the key was rotated already; rotate the one that came of it")
    life = None if known.expires is None else now + known.expires - known.created
    made = new_key(secret, name=known.name, project=known.project, roles=known.roles, limits=known.limits, expires=life)
    row = replace(made.row, replaces=known.id, line=known.line)
    until = now + overlap if known.expires is None else min(known.expires, now + overlap)
    keep_key(connection, row)
    connection.execute(keys.update().where(keys.c.id == known.id).values(expires=until))
    return replace(made, row=row)


def revoke_key(connection: Connection, id: str) -> bool:  # noqa: A002 - what it is
    """Takes a key back, at once and for good; False if it was before."""
    now = time.time()
    changed = connection.execute(keys.update().where(keys.c.id == id, keys.c.revoked.is_(None)).values(revoked=now))
    return bool(changed.rowcount)


def _roles(roles: Iterable[Role]) -> frozenset[Role]:
    found = frozenset(roles)
    unknown = sorted(found.difference(ROLES))
    if unknown:
        raise UnknownNameError("role", unknown[0], ROLES)
    if not found:
        raise UsageError(f"a key needs a role; there are {', '.join(ROLES)}")
    return found
