"""Brings the tables of a ledger up to date by Alembic; imported only where there is something to do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

__all__ = ["VERSION_TABLE", "migrate", "scripts"]

VERSION_TABLE = "casewright_version"
"""A name of our own, since a database may serve other users of Alembic."""

_ALONE = threading.Lock()
"""Alembic keeps the migration at work in a module: one a process."""


def migrate(driver: str, connection: Any, begin: str, known: Callable[[], int], note: Callable[[], object]) -> None:
    """Runs what is missing in one transaction: killed at any moment, all of it is there or none.

    Args:
        driver: SQLAlchemy's name of the dialect and driver.
        connection: The driver's connection; closed in the end.
        begin: Statement that begins the transaction, or takes its lock.
        known: Looks at the database inside the transaction; the schema of a ledger that is older than `VERSION_TABLE`.
        note: Notes the new schema, inside the transaction.

    Raises:
        Exception: the driver's own, where a statement fails.
    """
    engine = create_engine(f"{driver}://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda opened: opened.exec_driver_sql(begin))
    try:
        with _ALONE, engine.connect() as opened, opened.begin():
            _upgrade(opened, known())
            note()
    except DBAPIError as error:
        raise (error.orig or error) from error
    finally:
        engine.dispose()


def scripts() -> ScriptDirectory:
    """The revisions that lie in ``migrations/versions``."""
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def _upgrade(opened: Connection, known: int) -> None:
    revisions = scripts()
    context = MigrationContext.configure(opened, opts={"version_table": VERSION_TABLE})
    now = context.get_current_revision() or (f"{known:04d}" if known else "base")
    with Operations.context(context):
        for revision in reversed(list(revisions.iterate_revisions("head", now))):
            revision.module.upgrade()
    context.stamp(revisions, "head")
