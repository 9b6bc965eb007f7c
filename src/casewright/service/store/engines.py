"""Engines: a SQLite file in WAL mode beside the ledger's, or connections to the ledger's PostgreSQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

if TYPE_CHECKING:
    from casewright.ledger.postgresql.place import Place

__all__ = ["BUSY_SECONDS", "READS", "on_server", "sqlite"]

BUSY_SECONDS = 10.0
"""How long a transaction waits for another process's, or for a free connection."""
READS = "casewright_reads"
"""The execution option of transactions that change nothing."""
CONNECTIONS = 8
_LASTING = {"hide_parameters": True, "pool_size": CONNECTIONS, "max_overflow": 8, "pool_timeout": BUSY_SECONDS}


def sqlite(file: Path) -> Engine:
    """An engine on a file. A transaction that writes takes the file's one write lock when it begins."""
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **_LASTING)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def on_server(place: Place) -> Engine:
    """An engine on a server. A connection that died is replaced before it is used."""
    return create_engine("postgresql+psycopg://", creator=lambda: _connect(place), pool_pre_ping=True, **_LASTING)


def _configure(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver would
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _connect(place: Place) -> Any:
    import psycopg

    connection = psycopg.connect(**place.parameters, autocommit=True)
    place.configure(connection)
    connection.autocommit = False
    return connection
