"""The tables of one project on one connection: statements by name, JSON in and out."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from casewright.errors import InputError
from casewright.ledger.statements import statement
from casewright.ledger.texts import dump, load

__all__ = ["Tables", "plain_json"]


def plain_json(value: Any) -> str:
    """ASCII JSON of something small; mappings of any kind become objects."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False, default=dict)


@dataclass(frozen=True, slots=True)
class Tables:
    """Runs statements for a project; long texts are kept once, in a table of their own."""

    connection: sqlite3.Connection
    project: str

    def execute(self, name: str, **values: Any) -> sqlite3.Cursor:
        return self.connection.execute(statement(name), {"project": self.project, **values})

    def one(self, name: str, **values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.execute(name, **values).fetchone()
        return row

    def store(self, value: Any) -> str:
        """JSON of a payload, its long texts put aside."""
        return dump(value, lambda key, body: self.execute("texts.save", hash=key, body=body))

    def restore(self, stored: str) -> Any:
        """The payload again."""
        return load(stored, self._text)

    def append(self, run: str, sample: str | None, kind: str, **payload: Any) -> int:
        """Appends an event; returns its sequence number."""
        sequence = self.execute(
            "events.append", run=run, sample=sample, kind=kind, payload=plain_json(payload)
        ).lastrowid
        return int(sequence or 0)

    def _text(self, key: str) -> bytes:
        row = self.one("texts.get", hash=key)
        if row is None:
            raise InputError(f"the ledger is damaged: text {key!r} is missing")
        return bytes(row["body"])
