"""Opens a ledger file: makes sure that it is ours, and brings its tables up to date in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from casewright.errors import InputError, StorageError
from casewright.ledger.faults import explain
from casewright.ledger.schema_version import SCHEMA, too_new
from casewright.ledger.statements import statement

__all__ = ["APPLICATION_ID", "connect", "prepare"]

APPLICATION_ID = 0x43574C47
"""``CWLG``; SQLite keeps it in the file's header, where ``file`` and we find it."""

_OLDEST_SQLITE = (3, 37)


def connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection in autocommit mode, so that transactions begin and end where we say.

    ``synchronous=FULL`` syncs the log at each commit: what was acknowledged survives the power supply,
    not only the process. Group commit pays for it once for many rows.
    """
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def prepare(path: Path, busy_seconds: float) -> None:
    """Creates the ledger at ``path`` or checks and migrates the one that is there.

    Raises:
        InputError: no database, another application's, or written by a newer version.
        StorageError: it can't be created or written now.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StorageError(f"SQLite {sqlite3.sqlite_version} is too old for the ledger; 3.37 or newer is needed")
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder, not a ledger file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"ledger {str(path)!r} can't be created: {error.strerror}") from error
    try:
        _outlast(lambda: _open_and_migrate(path, busy_seconds), busy_seconds)
    except sqlite3.Error as error:
        raise explain(error, path) from error


def _outlast(work: Callable[[], None], seconds: float) -> None:
    """Tries again while the file is busy: SQLite doesn't wait by itself for a change of the journal's mode."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
        time.sleep(0.01)


def _open_and_migrate(path: Path, busy_seconds: float) -> None:
    connection = connect(path, busy_seconds)
    try:
        connection.execute("BEGIN")  # one snapshot: another process may be creating the ledger just now
        found = _version(connection, path)
        connection.execute("ROLLBACK")
        if found < SCHEMA:
            connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    if found < SCHEMA:
        _migrate(path, busy_seconds)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema that the file has, read inside a transaction; refuses files that are not ours."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or found or tables):
        raise InputError(f"{str(path)!r} is a database of another application, not a ledger")
    if found > SCHEMA:
        raise too_new(repr(str(path)), found, _maker(connection))
    return int(found)


def _maker(connection: sqlite3.Connection) -> str | None:
    """The version of casewright that brought the file to its schema, if it says so."""
    try:
        row = connection.execute(statement("versions.maker")).fetchone()
    except sqlite3.OperationalError:
        return None
    return str(row[0]) if row else None


def _migrate(path: Path, busy_seconds: float) -> None:
    from casewright.ledger import migrating

    connection = connect(path, busy_seconds)
    connection.row_factory = None
    migrating.migrate(
        "sqlite",
        connection,
        "BEGIN IMMEDIATE",
        known=lambda: _version(connection, path),
        note=lambda: _note(connection),
    )


def _note(connection: sqlite3.Connection) -> None:
    """The header says at a glance what Alembic's table says: an up-to-date file is opened without it."""
    connection.execute(statement("versions.note"), {"schema": SCHEMA, "casewright": version("casewright")})
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
