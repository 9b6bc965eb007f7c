"""Finds the owner of a key or a session, and remembers it for some seconds."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass

from sqlalchemy import Connection

from casewright.service.keys.key import Key, mac_of, parsed
from casewright.service.keys.making import key_of
from casewright.service.keys.sessions import begin_session, end_session, key_of_session, session_mac
from casewright.service.store import Database

__all__ = ["FRESH_SECONDS", "KeyRing"]

FRESH_SECONDS = 5.0
"""A key that was revoked on another machine opens for this long at most."""
MOST = 10_000
_NOBODY = "0" * 64


@dataclass(frozen=True, slots=True)
class _Seen:
    key: Key
    at: float
    until: float | None = None
    """When the session ends."""


class KeyRing:
    """Keys and sessions of a site. What it doesn't know it asks the database for.

    Args:
        database: Where they are.
        secret: The site's.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database, self._secret = database, secret
        self._seen: dict[str, _Seen] = {}

    async def owner(self, text: str) -> Key | None:
        """The key with this text, if it opens anything now.

        Raises:
            StorageError: the database can't be used, and it is not remembered.
        """
        found = parsed(text)
        if found is None:
            return None
        key = await self._key(found[0])
        right = hmac.compare_digest(mac_of(self._secret, *found), key.mac if key else _NOBODY)
        return key if key is not None and right and key.holds(time.time()) else None

    async def visitor(self, token: str) -> Key | None:
        """The key that a session was begun with, if both hold.

        Raises:
            StorageError: as `owner`.
        """
        mac = session_mac(self._secret, token)
        seen = self._remembered(mac) or await self._database.read(lambda opened: _session(opened, mac))
        if seen is None:
            return None
        self._remember(mac, seen)
        now = time.time()
        return seen.key if seen.key.holds(now) and now < (seen.until or now) else None

    async def sign_in(self, text: str, hours: float) -> tuple[str, Key] | None:
        """A session's token for whoever holds this key, and the key."""
        key = await self.owner(text)
        if key is None:
            return None
        return await self._database.run(lambda opened: begin_session(opened, self._secret, key.id, hours)), key

    async def sign_out(self, token: str) -> None:
        """Ends a session."""
        mac = session_mac(self._secret, token)
        self._seen.pop(mac, None)
        await self._database.run(lambda opened: end_session(opened, mac))

    def forget(self) -> None:
        """Asks the database again for whatever comes next: something was changed here."""
        self._seen.clear()

    async def _key(self, id: str) -> Key | None:  # noqa: A002 - what it is
        seen = self._remembered(id)
        if seen is not None:
            return seen.key
        key = await self._database.read(lambda opened: key_of(opened, id))
        if key is not None:
            self._remember(id, _Seen(key, time.monotonic()))
        return key

    def _remembered(self, name: str) -> _Seen | None:
        seen = self._seen.get(name)
        return seen if seen and time.monotonic() - seen.at < FRESH_SECONDS else None

    def _remember(self, name: str, seen: _Seen) -> None:
        if len(self._seen) >= MOST:
            self._seen.clear()
        self._seen[name] = seen


def _session(connection: Connection, mac: str) -> _Seen | None:
    found = key_of_session(connection, mac)
    key = key_of(connection, found[0]) if found else None
    return _Seen(key, time.monotonic(), found[1]) if found and key else None
