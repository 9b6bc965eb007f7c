"""Where a ledger is on a server: its URL, and the connections to it. Passwords stay in here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from casewright.errors import UsageError

__all__ = ["Place"]

Connection = psycopg.Connection[dict[str, Any]]

DEFAULTS: Mapping[str, str] = {
    "application_name": "casewright",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "30000",
}
"""Unless the URL says otherwise: a server that no longer answers is noticed within half a minute."""

IDLE_SECONDS = 60
"""How long a process may stand still inside a transaction before the server gives its locks to others."""

_HOSTS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:/?#@\s]*)(:\d+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A database, and within it a schema. ``shown`` is its URL without the password."""

    shown: str
    schema: str | None
    busy_seconds: float
    _parameters: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, url: str, busy_seconds: float = 10.0) -> Place:
        """Reads a URL as libpq does, and besides ``schema=NAME``, where the tables lie.

        Raises:
            UsageError: it can't be read; the message holds no part that might be a password.
        """
        shown, (bare, schema) = _shown(url), _without_schema(url)
        parameters = _parameters(bare)
        if parameters is None:
            raise UsageError(
                f"can't read the ledger's URL {shown!r}; its form is postgresql://USER:PASSWORD@HOST:PORT/DATABASE, "
                "with special characters of the password as %XX, and ?schema=NAME if the tables lie in a schema"
            )
        if schema is not None and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,62}", schema):
            raise UsageError(f"schema {schema!r} of the ledger's URL: letters, digits and underscores, 63 at most")
        return cls(shown, schema, busy_seconds, {**DEFAULTS, **parameters})

    def connect(self) -> Connection:
        """A connection in autocommit mode whose commits are on disk when they return."""
        connection = psycopg.connect(**self._parameters, autocommit=True, row_factory=dict_row)
        self.configure(connection)
        return connection

    def connect_for_migration(self) -> psycopg.Connection[Any]:
        """A connection as SQLAlchemy expects it, which waits for other migrations as long as they take."""
        connection = psycopg.connect(**self._parameters, autocommit=True)
        connection.execute(self._settings(0))
        connection.autocommit = False
        return connection

    def configure(self, connection: psycopg.Connection[Any]) -> None:
        """What every connection in autocommit mode is told first."""
        connection.execute(self._settings(self.busy_seconds), prepare=False)

    @property
    def parameters(self) -> dict[str, Any]:
        """What libpq is given, with the password."""
        return dict(self._parameters)

    def scrub(self, text: str) -> str:
        """A message of the server or of libpq, without the password whatever it says."""
        password = self._parameters.get("password")
        return text.replace(str(password), "***") if password else text

    def _settings(self, lock_seconds: float) -> sql.Composed:
        path = [sql.SQL("SET search_path TO {}").format(sql.Identifier(self.schema))] if self.schema else []
        durable = sql.SQL(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
        waits = sql.SQL("SET lock_timeout = {}; SET idle_in_transaction_session_timeout = {}").format(
            sql.Literal(round(lock_seconds * 1000)), sql.Literal(IDLE_SECONDS * 1000)
        )
        return sql.SQL("; ").join([*path, waits, durable])


def _parameters(url: str) -> dict[str, Any] | None:
    """What libpq reads in a URL, or ``None``: its own messages would quote what may be a part of the password."""
    try:
        found = conninfo_to_dict(url)
    except psycopg.Error:
        return None
    ports = str(found.get("port") or "0").split(",")
    name = url.partition("://")[2].partition("/")[2].partition("?")[0]
    return found if all(port.isdecimal() for port in ports) and "@" not in name else None


def _without_schema(url: str) -> tuple[str, str | None]:
    """libpq doesn't know ``schema`` and would refuse it."""
    base, mark, query = url.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    named = [pair.removeprefix("schema=") for pair in pairs if pair.startswith("schema=")]
    others = "&".join(pair for pair in pairs if not pair.startswith("schema="))
    return base + (mark + others if others else ""), named[-1] if named else None


def _shown(url: str) -> str:
    """Nothing between the user's name and the last @, and nothing after the database's name."""
    scheme, _, rest = url.partition("://")
    told, at, place = rest.rpartition("@")
    user = re.match(r"[^:/?#@\s]*", told)
    hosts, slash, name = place.partition("?")[0].partition("/")
    if not all(_HOSTS.fullmatch(host) for host in hosts.split(",")):
        return f"{scheme}://…"
    return f"{scheme}://{user.group() if user else ''}{at}{hosts}{slash}{name}"
