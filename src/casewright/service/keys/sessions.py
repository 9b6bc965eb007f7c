"""Sessions of people who signed in to the pages: a random token in a cookie, kept as an HMAC."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from sqlalchemy import Connection, select

from casewright.service.keys.secret import derived
from casewright.service.store.tables import sessions

__all__ = ["begin_session", "end_session", "key_of_session", "session_mac"]

HOUR = 3600.0


def session_mac(site_secret: bytes, token: str) -> str:
    """What is kept of a token."""
    return hmac.new(derived(site_secret, "sessions"), token.encode(), hashlib.sha256).hexdigest()


def begin_session(connection: Connection, site_secret: bytes, key: str, hours: float) -> str:
    """A token for the owner of a key; sessions that are past their time are removed."""
    now, token = time.time(), secrets.token_urlsafe(32)
    connection.execute(sessions.delete().where(sessions.c.expires <= now))
    row = {"mac": session_mac(site_secret, token), "key": key, "created": now, "expires": now + hours * HOUR}
    connection.execute(sessions.insert().values(row))
    return token


def key_of_session(connection: Connection, mac: str) -> tuple[str, float] | None:
    """The id of the key that the session was begun with, and when it ends, if it has not."""
    query = select(sessions.c.key, sessions.c.expires).where(sessions.c.mac == mac, sessions.c.expires > time.time())
    row = connection.execute(query).first()
    return (row.key, row.expires) if row else None


def end_session(connection: Connection, mac: str) -> None:
    """Ends a session."""
    connection.execute(sessions.delete().where(sessions.c.mac == mac))
