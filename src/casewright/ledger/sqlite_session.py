"""How the writing thread talks to a SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from casewright.ledger.faults import explain

__all__ = ["SqliteSession"]


class SqliteSession:
    """`casewright.ledger.writer.WriteSession` on a connection in autocommit mode."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection, self._path = connection, path
        self.where = repr(str(path))

    def begin(self, *, ordered: bool) -> sqlite3.Connection:
        """Takes the file's one write lock: events are in order as they are appended."""
        self.connection.execute("BEGIN IMMEDIATE")
        return self.connection

    def commit(self) -> None:
        self.connection.execute("COMMIT")

    def rollback(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def is_lost(self, error: Exception) -> bool:
        """The disk is full, the file is locked or went away."""
        return isinstance(error, sqlite3.OperationalError)

    def is_passing(self, error: Exception) -> bool:
        return False

    def explain(self, error: Exception) -> Exception:
        return explain(error, self._path) if isinstance(error, sqlite3.Error) else error

    def close(self) -> None:
        self.connection.close()
