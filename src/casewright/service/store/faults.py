"""The database's errors in words: without a statement's values, a user's password or a row."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from casewright.errors import InputError, StorageError, UsageError

__all__ = ["explain", "explain_now"]

REFUSED = ("28000", "28P01", "3D000", "42501")
REFUSALS = ("password authentication failed", "no password supplied", "does not exist", "pg_hba.conf")
"""How libpq words what has no code, since the connection was never made."""
FAULTS = (IntegrityError, ProgrammingError, DataError)
"""A row that can't be there, or a statement that is wrong: the caller's business, or a fault of ours."""


def explain(error: SQLAlchemyError | OSError, where: str) -> Exception:
    """Our error for one of the database's; `StorageError` where it can go better later, itself where it is a fault."""
    if isinstance(error, OSError):
        return StorageError(f"{where} can't be created: {error.strerror}")
    if isinstance(error, PoolTimeoutError):
        return StorageError(f"{where} is too busy")
    if not isinstance(error, DBAPIError):
        return error
    return _in_file(error, where) if isinstance(error.orig, sqlite3.Error) else _on_server(error, where)


def explain_now(error: SQLAlchemyError, where: str) -> Exception:
    """As `explain`, of a database that was opened well: no request is to blame for what became of it."""
    found = explain(error, where)
    return StorageError(str(found)) if isinstance(found, UsageError) else found


def _in_file(error: DBAPIError, where: str) -> Exception:
    code = (getattr(error.orig, "sqlite_errorcode", None) or 0) & 0xFF
    if isinstance(error, FAULTS) or code == sqlite3.SQLITE_ERROR:
        return error
    match code:
        case sqlite3.SQLITE_FULL:
            return StorageError(f"{where}: the disk is full")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StorageError(f"{where} can't be written: the file or its folder is read-only")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError(f"{where} is locked by another process")
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return InputError(f"{where} is damaged, or no SQLite database")
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(f"{where} can't be opened: the folder is not there, or not yours to write in")
        case _:
            return StorageError(f"{where} can't be used now")


def _on_server(error: DBAPIError, where: str) -> Exception:
    code, said = getattr(error.orig, "sqlstate", None), str(error.orig)
    if code in REFUSED or (code is None and any(words in said for words in REFUSALS)):
        return UsageError(f"{where} refuses this user, or is not there")
    if isinstance(error, FAULTS):
        return error
    return StorageError(f"{where} can't be used now")
