"""Brings the service's tables up to date by Alembic, in one transaction."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.schema import CreateSchema

from casewright.errors import InputError
from casewright.service.store.turns import alone

__all__ = ["SCHEMA", "VERSION_TABLE", "migrate", "scripts"]

SCHEMA = "0001"
"""The last revision in ``migrations/versions``."""
VERSION_TABLE = "casewright_service_version"
"""The ledger's tables have another, and a database may serve other users of Alembic."""

_ALONE = threading.Lock()
"""Alembic keeps the migration at work in a module: one a process."""


def scripts() -> ScriptDirectory:
    """The revisions that lie in ``migrations/versions``."""
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def migrate(engine: Engine) -> None:
    """Makes the tables, or checks and migrates those that are there. Of two that do it at once one waits.

    Raises:
        InputError: a newer version made them.
    """
    with _ALONE, engine.begin() as connection:
        alone(connection, "migration")
        _make_schema(connection)
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        now = context.get_current_revision() or "base"
        if now != SCHEMA:
            _upgrade(context, now)


def _make_schema(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    named = connection.scalar(text("SHOW search_path"))
    wanted = str(named).split(",")[0].strip().strip('"')
    if wanted != "$user" and not inspect(connection).has_schema(wanted):
        connection.execute(CreateSchema(wanted))


def _upgrade(context: MigrationContext, now: str) -> None:
    revisions = scripts()
    if now != "base" and now > SCHEMA:
        raise InputError(f"the service's tables have schema {now}; this version reads up to {SCHEMA}: upgrade it")
    with Operations.context(context):
        for revision in reversed(list(revisions.iterate_revisions("head", now))):
            revision.module.upgrade()
    context.stamp(revisions, "head")
