"""From what a user names to a ledger."""

from __future__ import annotations

from pathlib import Path

from casewright.errors import UsageError
from casewright.ledger.protocol import Ledger
from casewright.ledger.sqlite import SqliteLedger

__all__ = ["FILE_NAME", "open_ledger"]

FILE_NAME = "ledger.sqlite"


def open_ledger(where: Path | str, *, project: str = "default") -> Ledger:
    """Opens or creates the ledger at ``where``: a file, a run folder (its `FILE_NAME`), or ``sqlite:///FILE``.

    A name that doesn't exist yet is a file if it ends in ``.sqlite3``, ``.sqlite`` or ``.db``, else a folder.

    Raises:
        UsageError: a URL of another database.
        InputError: the file is no ledger, or a newer version's.
        StorageError: it can't be created, opened or written now.
    """
    return SqliteLedger(_file(where), project=project)


def _file(where: Path | str) -> Path:
    if isinstance(where, str) and "://" in where:
        scheme, _, rest = where.partition("://")
        if scheme != "sqlite" or not rest.startswith("/"):
            raise UsageError(f"can't open ledger {where!r}; a file, a folder or sqlite:///FILE is known")
        where = rest[1:]
    path = Path(where)
    named_as_file = path.suffix in (".sqlite3", ".sqlite", ".db")
    return path if path.is_file() or (named_as_file and not path.is_dir()) else path / FILE_NAME
