"""The ledger on a PostgreSQL server, for runs that several machines work on. Needs the extra ``postgres``."""

from __future__ import annotations

from casewright.ledger.postgresql.ledger import PostgresLedger

__all__ = ["PostgresLedger"]
