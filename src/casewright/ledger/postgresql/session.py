"""How the writing thread talks to a server: it connects anew when the connection broke."""

from __future__ import annotations

import psycopg
from psycopg.pq import TransactionStatus

from casewright.errors import StorageError
from casewright.hashing import content_hash
from casewright.ledger.postgresql.faults import explain
from casewright.ledger.postgresql.place import Connection, Place

__all__ = ["PostgresSession"]

PASSING = {"40001", "40P01"}
"""Two transactions that waited for one another, of which the server took back ours."""


class PostgresSession:
    """`casewright.ledger.writer.WriteSession` on a server.

    A transaction that appends events first takes a lock of its project, until its end: the next numbers are given out
    when these are to be seen, so that whoever reads events after the last it saw misses none.
    """

    def __init__(self, place: Place, project: str) -> None:
        self.where, self._place = repr(place.shown), place
        self._connection: Connection | None = None
        key = int(content_hash(["casewright events", place.schema, project], 15), 16)
        self._begin = {False: b"BEGIN", True: f"BEGIN; SELECT pg_advisory_xact_lock({key})".encode()}

    def begin(self, *, ordered: bool) -> Connection:
        try:
            return self._begun(ordered)
        except psycopg.OperationalError:
            if self._is_open():
                raise  # the server answers: another process holds the lock
            return self._begun(ordered)  # a connection that broke while nobody wrote

    def commit(self) -> None:
        done = self._alive().execute("COMMIT", prepare=False)
        if done.statusmessage != "COMMIT":
            raise StorageError(f"ledger {self.where} took a transaction back: {done.statusmessage}")

    def rollback(self) -> None:
        if self._connection is None or not self._is_open():
            return
        try:
            if self._connection.info.transaction_status != TransactionStatus.IDLE:
                self._connection.execute("ROLLBACK", prepare=False)
        except psycopg.Error:
            self._connection.close()

    def is_lost(self, error: Exception) -> bool:
        return isinstance(error, psycopg.OperationalError) or not self._is_open()

    def is_passing(self, error: Exception) -> bool:
        return isinstance(error, psycopg.Error) and error.sqlstate in PASSING

    def explain(self, error: Exception) -> Exception:
        explained = explain(error, self._place)
        if explained is not error:
            explained.__cause__ = error
        return explained

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _begun(self, ordered: bool) -> Connection:  # noqa: FBT001 - as `begin` was told
        connection = self._alive()
        connection.execute(self._begin[ordered], prepare=False)
        return connection

    def _alive(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = self._place.connect()
        return self._connection

    def _is_open(self) -> bool:
        return self._connection is not None and not self._connection.closed
