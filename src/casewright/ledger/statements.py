"""SQL lies in files: ``sql/NOUN.sql`` holds statements, each under a line ``-- name: VERB``.

They are written once for every database. What SQLite and PostgreSQL spell differently is a word in braces;
where a whole statement differs, ``sql/postgresql/NOUN.sql`` has another wording under the same name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["Dialect", "statement"]

Dialect = Literal["sqlite", "postgresql"]

_WORDS: Mapping[Dialect, Mapping[str, str]] = {
    "sqlite": {
        "{now}": "((julianday('now') - 2440587.5) * 86400.0)",
        "{greatest}": "max",
        "{positions}": "(SELECT value FROM json_each(:positions))",
        "{kinds}": "(SELECT value FROM json_each(:kinds))",
    },
    "postgresql": {
        "{now}": "(extract(epoch FROM clock_timestamp())::float8)",
        "{greatest}": "greatest",
        "{positions}": "(SELECT CAST(w.v AS bigint) FROM json_array_elements_text(CAST(:positions AS json)) AS w (v))",
        "{kinds}": "(SELECT w.v FROM json_array_elements_text(CAST(:kinds AS json)) AS w (v))",
    },
}
"""The database's own clock, in seconds since the epoch, the larger of two values, and lists that were handed in."""


def statement(name: str, dialect: Dialect = "sqlite") -> str:
    """The SQL of ``noun.verb``, for example ``samples.claim``."""
    noun, verb = name.split(".")
    return _load(noun, dialect)[verb]


@cache
def _load(noun: str, dialect: Dialect) -> dict[str, str]:
    folder = files("casewright.ledger") / "sql"
    found = _split((folder / f"{noun}.sql").read_text("utf-8"))
    own = folder / dialect / f"{noun}.sql"
    if own.is_file():
        found |= _split(own.read_text("utf-8"))
    return {verb: _SPELT[dialect](_worded(sql, dialect)) for verb, sql in found.items()}


def _split(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in text.split("-- name: ")[1:]:
        verb, _, body = block.partition("\n")
        found[verb.strip()] = body.strip()
    return found


def _worded(sql: str, dialect: Dialect) -> str:
    for word, spelt in _WORDS[dialect].items():
        sql = sql.replace(word, spelt)
    return sql


def _percent(sql: str) -> str:
    """``:name`` as psycopg writes it."""
    return re.sub(r"(?<!:):([a-z]\w*)", r"%(\1)s", sql.replace("%", "%%"))


_SPELT: Mapping[Dialect, Callable[[str], str]] = {"sqlite": str, "postgresql": _percent}
