"""PostgreSQL's errors in words: what is wrong with which database, and what to do. Never with its password."""

from __future__ import annotations

import psycopg
from psycopg_pool import PoolTimeout

from casewright.errors import CasewrightError, InputError, StorageError, UsageError
from casewright.ledger.postgresql.place import Place

__all__ = ["explain"]

DOWN = {"57P01", "57P02", "57P03", "57P04", "08000", "08003", "08006", "25P03"}
REFUSED = {"28000", "28P01", "3D000", "42501"}
REFUSALS = (
    "password authentication failed",
    "no password supplied",
    "does not exist",
    "pg_hba.conf",
    "permission denied",
)
"""How libpq words what has no code, since the connection was never made."""


def explain(error: Exception, place: Place) -> Exception:
    """Our error for one of psycopg's; `StorageError` where the same command can go on later."""
    if not isinstance(error, psycopg.Error) or isinstance(error, CasewrightError):
        return error
    where, said = f"ledger {place.shown!r}", place.scrub(" ".join(str(error).split()))
    if isinstance(error, PoolTimeout):
        return StorageError(f"{where} can't be reached: no connection within {place.busy_seconds:g} seconds")
    code = error.sqlstate
    if code is None:
        return _unconnected(where, said)
    match code:
        case "53100":
            return StorageError(f"{where}: the server's disk is full; free some space and run the same command again")
        case "25006":
            return StorageError(f"{where} can't be written: the server is read-only ({said})")
        case "55P03":
            return StorageError(f"{where} is locked by another process; try again when that one has finished")
        case "3F000":
            return UsageError(f"{where}: its schema is not there ({said})")
        case "42P01" | "42703":
            return InputError(f"{where} is damaged: {said}")
        case "42P07":
            return InputError(f"{where} holds tables of another application; name a schema with ?schema=NAME ({said})")
        case _ if code in REFUSED:
            return UsageError(f"{where}: {said}")
        case _ if code in DOWN:
            return StorageError(f"{where} is down, and what was not acknowledged may not be there: {said}")
        case _:
            return (
                InputError(f"{where}: {said}")
                if isinstance(error, psycopg.DataError)
                else StorageError(f"{where}: {said}")
            )


def _unconnected(where: str, said: str) -> CasewrightError:
    if any(words in said for words in REFUSALS):
        return UsageError(f"{where} can't be opened: {said}")
    return StorageError(f"{where} can't be reached: {said}")
