"""What a server's URL may look like, what is told of it, and how its errors are worded. Needs no server."""

from __future__ import annotations

import sys
import traceback

import psycopg
import pytest

from casewright.errors import CasewrightError, InputError, StorageError, UsageError
from casewright.ledger import open_ledger
from casewright.ledger.postgresql.faults import explain
from casewright.ledger.postgresql.place import Place

SECRET = "pa55-w0rd"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"postgresql://ann:{SECRET}@db.example:5433/notes?sslmode=require", "postgresql://ann@db.example:5433/notes"),
        (f"postgres://ann:{SECRET}@a:1,b:2/notes", "postgres://ann@a:1,b:2/notes"),
        (f"postgresql:///notes?host=/run/pg&password={SECRET}&schema=runs", "postgresql:///notes"),
        (f"postgresql://ann:{SECRET}@%2Frun%2Fpg:5433/notes", "postgresql://ann@%2Frun%2Fpg:5433/notes"),
        ("postgresql://", "postgresql://"),
    ],
    ids=["host", "several", "query", "socket", "defaults"],
)
def test_a_place_is_told_without_its_password(url: str, shown: str) -> None:
    """In messages, and where a debugger or a log shows the object."""
    place = Place.of(url)
    assert place.shown == shown
    assert SECRET not in repr(place)
    assert "schema" not in place.parameters


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ann:{SECRET}/notes",
        f"postgresql://ann:{SECRET}/x@host/notes",
        f"postgresql://ann:{SECRET}#@host:port/notes",
        "postgresql://ann:55/w0rd@host/notes",
        f"postgresql://ann:%zz{SECRET}@host/notes",
        f"postgresql://host/notes?{SECRET}",
        f"postgresql://ann:a:b{SECRET}@[::1/notes",
    ],
    ids=["no-host", "slash", "port", "digits", "percent", "query", "bracket"],
)
def test_a_url_that_can_not_be_read_is_refused_without_its_parts(url: str) -> None:
    """Any of them may be the password, and libpq's own message would quote it."""
    with pytest.raises(UsageError, match="can't read the ledger's URL") as caught:
        Place.of(url)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_schema_is_a_plain_name() -> None:
    """It is written into statements."""
    assert Place.of("postgresql:///notes?schema=Night_2").schema == "Night_2"
    with pytest.raises(UsageError, match="schema 'a%3Bb'"):
        Place.of("postgresql:///notes?schema=a%3Bb")


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no password."""
    for name in [name for name in sys.modules if name.startswith("casewright.ledger.postgresql")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'casewright\[postgres\]'") as caught:
        open_ledger(f"postgresql://ann:{SECRET}@host/notes")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (psycopg.errors.DiskFull("no space"), StorageError, "the server's disk is full; free some space"),
        (psycopg.errors.ReadOnlySqlTransaction("standby"), StorageError, "the server is read-only"),
        (psycopg.errors.LockNotAvailable("waited"), StorageError, "is locked by another process"),
        (psycopg.errors.AdminShutdown("bye"), StorageError, "is down, and what was not acknowledged may not be"),
        (psycopg.errors.CannotConnectNow("starting up"), StorageError, "is down"),
        (psycopg.errors.TooManyConnections("full"), StorageError, "full"),
        (psycopg.errors.InsufficientPrivilege("permission denied"), UsageError, "permission denied"),
        (psycopg.errors.InvalidSchemaName("no schema"), UsageError, "its schema is not there"),
        (psycopg.errors.UndefinedTable("no runs"), InputError, "is damaged"),
        (psycopg.errors.DuplicateTable("runs"), InputError, "tables of another application; name a schema"),
        (psycopg.errors.UntranslatableCharacter("NUL"), InputError, "NUL"),
        (psycopg.OperationalError("connection refused"), StorageError, "can't be reached: connection refused"),
        (psycopg.OperationalError('database "x" does not exist'), UsageError, "does not exist"),
        (psycopg.OperationalError(f"odd words: {SECRET}"), StorageError, r"odd words: \*\*\*"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_fault_names_the_ledger_and_says_what_to_do(
    error: psycopg.Error, kind: type[CasewrightError], words: str
) -> None:
    """`StorageError` where the same command can go on later."""
    explained = explain(error, Place.of(f"postgresql://ann:{SECRET}@db.example/notes"))
    assert type(explained) is kind
    with pytest.raises(kind, match=words):
        raise explained
    assert "'postgresql://ann@db.example/notes'" in str(explained)
