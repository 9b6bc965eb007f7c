"""The tables of one project on one connection: statements by name, JSON in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casewright.errors import InputError
from casewright.ledger.kept_json import KeptJSON
from casewright.ledger.statements import Dialect, statement
from casewright.ledger.texts import dump, load, plain_json, reference

__all__ = ["Row", "Tables", "plain_json"]

Row = Any
"""A row whose columns are read by name: sqlite3's own, or a mapping."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Runs statements for a project; long texts are kept once, in a table of their own.

    ``connection`` is sqlite3's or psycopg's: ``execute(sql, parameters)`` gives a cursor whose rows are read by name.
    ``writer`` names who writes, so that two who write at once keep what was spent in rows of their own.
    """

    connection: Any
    project: str
    writer: str = ""
    dialect: Dialect = "sqlite"

    def execute(self, name: str, **values: Any) -> Any:
        return self.connection.execute(statement(name, self.dialect), self._named(values))

    def one(self, name: str, **values: Any) -> Row | None:
        return self.execute(name, **values).fetchone()

    def made(self, name: str, **values: Any) -> int:
        """The number that the database gave to an inserted row."""
        ((number,),) = (tuple(_values(row)) for row in self.execute(name, **values).fetchall())
        return int(number)

    def store(self, value: Any) -> str:
        """JSON of a payload, its long texts put aside."""
        return dump(value, lambda key, body: self.execute("texts.save", hash=key, body=body))

    def restore(self, stored: str) -> Any:
        """The payload again."""
        return load(stored, self._text)

    def store_whole(self, value: KeptJSON) -> str:
        """A reference to the text of an object, which is written unless it is there."""
        if self.one("texts.known", hash=value.key) is None:
            self.execute("texts.save", hash=value.key, body=value.text.encode("ascii"))
        return reference(value.key)

    def restore_whole(self, stored: str) -> Any:
        """The object again, also where an earlier version took it apart."""
        found = self.restore(stored)
        return json.loads(found) if isinstance(found, str) else found

    def append(self, run: str, sample: str | None, kind: str, payload: Mapping[str, Any]) -> int:
        """Appends an event; returns its sequence number."""
        return self.made("events.append", run=run, sample=sample, kind=kind, payload=plain_json(payload))

    def _named(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"project": self.project, "writer": self.writer, **values}

    def _text(self, key: str) -> bytes:
        row = self.one("texts.get", hash=key)
        if row is None:
            raise InputError(f"the ledger is damaged: text {key!r} is missing")
        return bytes(row["body"])


def _values(row: Row) -> Any:
    return row.values() if isinstance(row, dict) else row
