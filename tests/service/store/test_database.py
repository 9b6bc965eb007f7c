"""The service's database keeps what was committed, whoever else writes, and says so when it can't be used."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, column, delete, func, insert, select, table, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.sql.base import Executable

from casewright.errors import InputError, StorageError, UsageError
from casewright.service.store import Database, alone, service_file
from casewright.service.store.migrating import SCHEMA, VERSION_TABLE, scripts
from casewright.service.store.tables import audit, cursors, metadata, rubrics

if TYPE_CHECKING:
    from casewright.testing.postgres_server import PostgresServer

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


@pytest.fixture(params=BOTH)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return str(tmp_path / "ledger.sqlite")


@pytest.fixture
def database(ledger: str) -> Iterator[Database]:
    with closing(Database.beside(ledger)) as found:
        yield found


def count_up(connection: Connection) -> None:
    """Looks, then writes: with a turn nothing is lost between the two."""
    alone(connection, "cursors", "lab")
    sequence = connection.scalar(select(cursors.c.sequence).where(cursors.c.run == "r"))
    if sequence is None:
        connection.execute(insert(cursors).values(project="lab", run="r", sequence=1))
    else:
        connection.execute(cursors.update().where(cursors.c.run == "r").values(sequence=sequence + 1))


def test_it_lies_beside_its_ledger(tmp_path: Path) -> None:
    """Two ledgers in one folder have one each; a ledger on a server has it there."""
    assert service_file(str(tmp_path)) == tmp_path / "service.sqlite"
    assert service_file(str(tmp_path / "ledger.sqlite")) == tmp_path / "service.sqlite"
    assert service_file(f"sqlite:///{tmp_path}/lab.db") == tmp_path / "lab.service.sqlite"
    assert service_file("postgresql://ana@db.example/lab?schema=one") is None


def test_its_tables_are_those_that_the_program_means(database: Database) -> None:
    """Nothing is missing in the migrations, and nothing is in them only."""
    with database.engine.connect() as connection:
        told = {"compare_type": True, "version_table": VERSION_TABLE, "include_object": _ours}
        context = MigrationContext.configure(connection, opts=told)
        assert compare_metadata(context, metadata) == []


def _ours(item: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:  # noqa: FBT001 - Alembic's
    return kind != "table" or str(name).startswith("service_")


def test_the_schema_is_the_last_revision() -> None:
    """An up-to-date database is known without reading the revisions."""
    assert scripts().get_current_head() == SCHEMA


def test_what_was_committed_is_there_for_whoever_opens_it(ledger: str) -> None:
    """Opening it again changes nothing."""
    for _ in range(3):
        with closing(Database.beside(ledger)) as database:
            database.run_now(count_up)
    with closing(Database.beside(ledger)) as database:
        assert database.read_now(lambda on: on.scalar(select(cursors.c.sequence))) == 3


def test_many_that_open_it_first_make_it_once(ledger: str) -> None:
    """Processes of one machine or of several."""
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(Database.beside, [ledger] * 6))
    for database in found:
        database.run_now(count_up)
        database.close()
    with closing(Database.beside(ledger)) as database:
        assert database.read_now(lambda on: on.scalar(select(cursors.c.sequence))) == 6


def test_nothing_is_lost_between_looking_and_writing(ledger: str) -> None:
    """Four that count at once count to forty."""
    databases = [Database.beside(ledger) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: databases[number % 4].run_now(count_up), range(40)))
    assert databases[0].read_now(lambda on: on.scalar(select(cursors.c.sequence))) == 40
    for database in databases:
        database.close()


def test_an_error_takes_everything_back(database: Database) -> None:
    """A transaction is whole or not there."""

    def fails(connection: Connection) -> None:
        count_up(connection)
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        database.run_now(fails)
    assert database.read_now(lambda on: on.scalar(select(func.count()).select_from(cursors))) == 0


def test_a_row_that_is_there_already_is_the_callers_business(database: Database) -> None:
    """And no value of it is in the error."""
    row = {"hash": "a" * 64, "body": "confidential words"}
    database.run_now(lambda on: on.execute(insert(rubrics).values(row)))
    with pytest.raises(IntegrityError) as caught:
        database.run_now(lambda on: on.execute(insert(rubrics).values(row)))
    assert "confidential words" not in str(caught.value)


@pytest.mark.parametrize("change", [delete(audit), update(audit).values(who="nobody")], ids=["delete", "update"])
def test_the_audit_is_appended_to_only(database: Database, change: Executable) -> None:
    """Not even the program changes it."""
    row = dict.fromkeys(("project", "key", "who", "did", "what", "detail"), "x")
    database.run_now(lambda on: on.execute(insert(audit).values({**row, "at": 1.0})))
    with pytest.raises(IntegrityError, match="appended to only"):
        database.run_now(lambda on: on.execute(change))
    assert database.read_now(lambda on: on.execute(select(audit.c.who)).all()) == [("x",)]


async def test_reading_waits_for_nobody_who_writes(database: Database) -> None:
    """A long write of one request doesn't stop the pages of others."""
    database.run_now(count_up)
    written = asyncio.Event()
    loop = asyncio.get_running_loop()
    read = asyncio.Event()

    def slow(connection: Connection) -> None:
        count_up(connection)
        loop.call_soon_threadsafe(written.set)
        asyncio.run_coroutine_threadsafe(read.wait(), loop).result(20)

    writing = asyncio.create_task(database.run(slow))
    await written.wait()
    assert await database.read(lambda on: on.scalar(select(cursors.c.sequence))) == 1
    read.set()
    await writing
    assert await database.read(lambda on: on.scalar(select(cursors.c.sequence))) == 2


def test_tables_of_a_newer_version_are_left_alone(ledger: str) -> None:
    """The message says what to do."""
    with closing(Database.beside(ledger)) as database:
        later = table(VERSION_TABLE, column("version_num")).update().values(version_num="0999")
        database.run_now(lambda on: on.execute(later))
    with pytest.raises(InputError, match="0999"):
        Database.beside(ledger)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Whatever it holds."""
    (tmp_path / "service.sqlite").write_bytes(b"not a database at all, whatever it is " * 100)
    with pytest.raises(InputError, match="no SQLite database"):
        Database.beside(str(tmp_path))
    assert (tmp_path / "service.sqlite").read_bytes().startswith(b"not a database")


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="can't be created"):
        Database.beside(str(tmp_path / "file" / "ledger.sqlite"))


def test_a_file_locked_by_another_process_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was changed."""
    monkeypatch.setattr("casewright.service.store.engines.BUSY_SECONDS", 0.05)
    with (
        closing(Database.beside(str(tmp_path))) as database,
        closing(sqlite3.connect(tmp_path / "service.sqlite")) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked by another process"):
            database.run_now(count_up)
        other.rollback()
        database.run_now(count_up)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """SQLite's own bound on a file's pages stands in for the disk."""
    with closing(Database.beside(str(tmp_path))) as database:

        def too_much(connection: Connection) -> None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            row = {"hash": "b" * 64, "body": "x" * 500_000}
            connection.execute(insert(rubrics).values(row))

        with pytest.raises(StorageError, match="disk is full"):
            database.run_now(too_much)


@pytest.mark.server
def test_a_server_that_stops_and_comes_back_is_reached_again() -> None:
    """While it is down every use says so; no connection stays dead."""
    from casewright.testing.postgres_server import PostgresServer

    with PostgresServer() as server, closing(Database.beside(server.url)) as database:
        database.run_now(count_up)
        server.kill()
        for _ in range(3):
            with pytest.raises(StorageError, match="can't be used now"):
                database.run_now(count_up)
        server.start()
        database.run_now(count_up)
        assert database.read_now(lambda on: on.scalar(select(cursors.c.sequence))) == 2


def test_a_statement_that_is_wrong_is_a_fault_of_ours(database: Database) -> None:
    """It is not told as a database that can't be used now."""
    with pytest.raises(DBAPIError, match="no_such_table"):
        database.run_now(lambda on: on.execute(select(column("x")).select_from(table("no_such_table"))))


@pytest.mark.server
def test_a_server_that_refuses_later_is_no_requests_fault(postgres_server: PostgresServer) -> None:
    """Somebody has taken the service's right to a table: it can't be used now."""
    schema = f"taken_{os.getpid()}"
    own = f"{postgres_server.url}?schema={schema}"
    with closing(Database.beside(own)) as database:
        database.run_now(lambda on: on.exec_driver_sql("CREATE ROLE somebody"))
        database.run_now(lambda on: on.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO somebody"))
        with pytest.raises(StorageError, match="refuses this user"):
            database.run_now(_as_somebody)


def _as_somebody(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL ROLE somebody")
    count_up(connection)


@pytest.mark.server
def test_a_server_that_refuses_is_told_without_the_password(postgres_url: str) -> None:
    """The message names the server, never what was said to it."""
    start, _, rest = postgres_url.rpartition("@")
    password = start.rpartition(":")[2]
    with pytest.raises(UsageError) as caught:
        Database.beside(f"{start.removesuffix(password)}wrong-{password}@{rest}")
    assert password not in str(caught.value)


@pytest.mark.server
def test_schemas_keep_services_apart(postgres_server: PostgresServer) -> None:
    """Each has keys of its own."""
    names = [f"{postgres_server.url}?schema=apart_{os.getpid()}_{number}" for number in range(2)]
    with closing(Database.beside(names[0])) as one, closing(Database.beside(names[1])) as other:
        one.run_now(count_up)
        assert other.read_now(lambda on: on.scalar(select(func.count()).select_from(cursors))) == 0
