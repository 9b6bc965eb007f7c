"""One after the other: transactions that look before they write take a turn by name."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, text

__all__ = ["alone"]


def alone(connection: Connection, *names: str) -> None:
    """Waits until no other transaction holds these names, and holds them until this one ends.

    A transaction of `Database.run` on SQLite is alone with the whole database anyway.
    """
    if connection.dialect.name != "postgresql":
        return
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=8, person=b"casewright.turns").digest()
    number = int.from_bytes(digest, "big", signed=True)
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
