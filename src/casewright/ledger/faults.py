"""SQLite's errors in words: what is wrong with which file, and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from casewright.errors import CasewrightError, InputError, StorageError

__all__ = ["explain"]


def explain(error: sqlite3.Error, path: Path) -> CasewrightError:
    """Our error for one of SQLite's; `StorageError` where the same command can go on later."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    where = f"ledger {str(path)!r}"
    match code:
        case sqlite3.SQLITE_FULL:
            return StorageError(f"{where}: the disk is full; free some space and run the same command again")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StorageError(f"{where} can't be written: the file or its folder is read-only")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError(f"{where} is locked by another process; try again when that one has finished")
        case sqlite3.SQLITE_NOTADB:
            return InputError(f"{str(path)!r} is not a ledger: the file is no SQLite database")
        case sqlite3.SQLITE_CORRUPT:
            return InputError(f"{where} is damaged ({error}); restore it from a copy")
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(f"{where} can't be opened: the folder is not there, or not yours to write in")
        case _:
            return StorageError(f"{where}: {error}")
