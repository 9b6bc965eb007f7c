"""Tables to which rows are only appended: the database refuses to change or delete any."""

from __future__ import annotations

from alembic import op

__all__ = ["append_only"]

_SQLITE = """
CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is appended to only'); END
"""
_FUNCTION = """
CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} is appended to only' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_TRIGGER = """
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()
"""


def append_only(table: str) -> None:
    """Makes it so. Whoever owns the database can undo it, and has to on purpose."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION.format(table=table))
        op.execute(_TRIGGER.format(table=table))
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(_SQLITE.format(table=table, change=change))
