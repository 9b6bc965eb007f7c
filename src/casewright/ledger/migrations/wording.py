"""One wording of a schema for two databases: what they spell differently is a word in braces."""

from __future__ import annotations

from collections.abc import Mapping

from alembic import op

__all__ = ["execute"]

_COUNTED = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "{key}": "INTEGER PRIMARY KEY",
        "{counter}": "INTEGER PRIMARY KEY AUTOINCREMENT",  # a number is never given twice
        "{name}": "TEXT",
        "{integer}": "INTEGER",
        "{real}": "REAL",
        "{bytes}": "BLOB",
        "{strict}": " STRICT",
        "{by_key}": " STRICT, WITHOUT ROWID",
    },
    "postgresql": {
        "{key}": _COUNTED,
        "{counter}": _COUNTED,
        "{name}": 'TEXT COLLATE "C"',  # one order of names, whatever the server's language is
        "{integer}": "BIGINT",
        "{real}": "DOUBLE PRECISION",
        "{bytes}": "BYTEA",
        "{strict}": "",
        "{by_key}": "",
    },
}


def execute(script: str, *, only: str | None = None) -> None:
    """Runs a script's statements on the database that is being migrated, if it is ``only`` one's."""
    dialect = op.get_bind().dialect.name
    if only is not None and only != dialect:
        return
    for word, spelt in _WORDS[dialect].items():
        script = script.replace(word, spelt)
    for statement in script.strip().split(";\n"):
        op.execute(statement)
