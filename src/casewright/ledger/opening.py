"""From what a user names to a ledger."""

from __future__ import annotations

from pathlib import Path

from casewright.errors import UsageError
from casewright.ledger.protocol import Ledger
from casewright.ledger.sqlite import SqliteLedger

__all__ = ["FILE_NAME", "ledger_file", "open_ledger"]

FILE_NAME = "ledger.sqlite"
SERVERS = ("postgresql", "postgres")


def open_ledger(where: Path | str, *, project: str = "default") -> Ledger:
    """Opens or creates the ledger at ``where``.

    That is a file, a run folder (its `FILE_NAME`), ``sqlite:///FILE``, or a database that several machines reach:
    ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``, as libpq reads it, and ``?schema=NAME`` if its tables lie in a
    schema. A name that doesn't exist yet is a file if it ends in ``.sqlite3``, ``.sqlite`` or ``.db``, else a folder.

    Raises:
        UsageError: a URL of another database, an optional package that is missing, or a server that refuses the user.
        InputError: no ledger, another application's tables, or a newer version's.
        StorageError: it can't be created, opened, reached or written now.
    """
    file = ledger_file(where)
    return _on_server(str(where), project) if file is None else SqliteLedger(file, project=project)


def _on_server(url: str, project: str) -> Ledger:
    try:
        from casewright.ledger.postgresql import PostgresLedger
    except ImportError as error:
        raise UsageError(
            f"a ledger on PostgreSQL needs an optional package ({error}): pip install 'casewright[postgres]'"
        ) from error
    return PostgresLedger(url, project=project)


def ledger_file(where: Path | str) -> Path | None:
    """The file of a ledger that is one, whether or not it is there; ``None`` for a ledger on a server.

    Raises:
        UsageError: a URL of another database.
    """
    if isinstance(where, str) and "://" in where:
        if where.partition("://")[0] in SERVERS:
            return None
        scheme, _, rest = where.partition("://")
        if scheme != "sqlite" or not rest.startswith("/"):
            known = "a file, a folder, sqlite:///FILE or postgresql://… is known"
            raise UsageError(f"can't open ledger {_shown(where)!r}; {known}")
        where = rest[1:]
    path = Path(where)
    named_as_file = path.suffix in (".sqlite3", ".sqlite", ".db")
    return path if path.is_file() or (named_as_file and not path.is_dir()) else path / FILE_NAME


def _shown(url: str) -> str:
    """Without what stands before an @: it may be a password."""
    scheme, _, rest = url.partition("://")
    told, at, place = rest.rpartition("@")
    return f"{scheme}://{'…' if told else ''}{at}{place}"
