"""Opens a ledger on a server: makes sure of its schema, and brings its tables up to date."""

from __future__ import annotations

from contextlib import closing
from importlib.metadata import version
from typing import Any

import psycopg

from casewright.ledger.postgresql.faults import explain
from casewright.ledger.postgresql.place import Place
from casewright.ledger.schema_version import SCHEMA, too_new
from casewright.ledger.statements import statement

__all__ = ["prepare"]

LOCK = 0x43574C47
"""Two that create one ledger at once do it one after the other."""


def prepare(place: Place) -> None:
    """Creates the ledger's tables or checks and migrates those that are there.

    Raises:
        UsageError: there is no such database, or the server refuses this user.
        InputError: tables of another application, or of a newer version.
        StorageError: the server can't be reached or written now.
    """
    try:
        with closing(place.connect()) as connection:
            _make_schema(connection, place)
            found = _version(connection, place)
        if found < SCHEMA:
            _migrate(place)
    except psycopg.Error as error:
        raise explain(error, place) from error


def _make_schema(connection: psycopg.Connection[Any], place: Place) -> None:
    if place.schema is None or _known(connection, "to_regnamespace", f'"{place.schema}"'):
        return
    try:
        connection.execute(f'CREATE SCHEMA "{place.schema}"'.encode())
    except (psycopg.errors.DuplicateSchema, psycopg.errors.UniqueViolation):
        return  # another process was a moment earlier


def _known(connection: psycopg.Connection[Any], function: str, name: str) -> bool:
    row = connection.execute(f"SELECT {function}(%s) IS NOT NULL".encode(), [name]).fetchone()
    return bool(next(iter(row.values() if isinstance(row, dict) else row or (False,))))


def _version(connection: psycopg.Connection[Any], place: Place) -> int:
    """The schema that the database has, 0 if none; refuses a newer one."""
    if not _known(connection, "to_regclass", "casewright_version"):
        return 0
    found = int(_one(connection, "SELECT version_num FROM casewright_version") or 0)
    if found > SCHEMA:
        raise too_new(repr(place.shown), found, _one(connection, statement("versions.maker", "postgresql")))
    return found


def _one(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    return None if row is None else next(iter(row.values() if isinstance(row, dict) else row))


def _migrate(place: Place) -> None:
    from casewright.ledger import migrating

    connection = place.connect_for_migration()
    values = {"schema": SCHEMA, "casewright": version("casewright")}
    migrating.migrate(
        "postgresql+psycopg",
        connection,
        f"SELECT pg_advisory_xact_lock({LOCK})",
        known=lambda: _version(connection, place),
        note=lambda: connection.execute(statement("versions.note", "postgresql").encode(), values),
    )
