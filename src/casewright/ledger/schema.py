"""Opens a ledger file: makes sure that it is ours, and brings its tables up to date in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from casewright.errors import CasewrightError, InputError, StorageError
from casewright.ledger.faults import explain

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
        version = _version(connection, path)
        connection.execute("ROLLBACK")
        if version < len(_migrations()):
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, path)
    finally:
        connection.close()


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Migrations that the file has, read inside a transaction; refuses files that are not ours."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or version or tables):
        raise InputError(f"{str(path)!r} is a database of another application, not a ledger")
    if version > len(_migrations()):
        raise _too_new(path, version)
    return int(version)


def _too_new(path: Path, version: int) -> CasewrightError:
    ours = len(_migrations())
    return InputError(f"ledger {str(path)!r} has schema {version}; this version reads up to {ours}: upgrade casewright")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """One transaction for all steps and their number: killed at any moment, all of it is there or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in _migrations()[_version(connection, path) :]:
            for statement in _split(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(_migrations())}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@cache
def _migrations() -> tuple[str, ...]:
    folder = files("casewright.ledger") / "migrations"
    scripts = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return tuple(script.read_text("utf-8") for script in scripts)


def _split(script: str) -> list[str]:
    """Statements of a script; ``executescript`` would commit before the first."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
