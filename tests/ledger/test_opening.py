"""What can be opened, and what is refused with which words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casewright.errors import InputError, StorageError, UsageError
from casewright.ledger import FILE_NAME, RunRow, open_ledger


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("name", ["a/b/run-1", "a/run.1"], ids=["folders", "dotted"])
async def test_a_run_folder_is_made_with_its_ledger(tmp_path: Path, name: str) -> None:
    """And found again by the same name."""
    await open_ledger(tmp_path / name).close()
    assert (tmp_path / name / FILE_NAME).is_file()
    await open_ledger(str(tmp_path / name)).close()
    await open_ledger(tmp_path / name / FILE_NAME).close()


async def test_a_file_and_a_url_name_the_same_ledger(tmp_path: Path) -> None:
    """``sqlite:///FILE``, with the file's absolute path."""
    path = tmp_path / "my runs?.db"
    ledger = open_ledger(path)
    await ledger.open_run(RunRow("r", {}, {}), [])
    await ledger.close()
    again = open_ledger(f"sqlite:///{path}")
    assert await again.run("r") == RunRow("r", {}, {})
    await again.close()


async def test_projects_of_one_database_do_not_see_one_another(tmp_path: Path) -> None:
    """Every table carries its project."""
    ours, theirs = open_ledger(tmp_path / "l.db"), open_ledger(tmp_path / "l.db", project="theirs")
    await ours.open_run(RunRow("r", {"mine": True}, {}), [])
    await theirs.open_run(RunRow("r", {"mine": False}, {}), [])
    assert (await ours.runs(), await theirs.runs()) == (
        (RunRow("r", {"mine": True}, {}),),
        (RunRow("r", {"mine": False}, {}),),
    )
    await ours.close()
    await theirs.close()


def test_an_unknown_url_says_what_is_known() -> None:
    """Before anything is created."""
    with pytest.raises(UsageError, match="can't open ledger 'mysql://host/db'; a file, a folder, sqlite:///FILE or"):
        open_ledger("mysql://host/db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """And left as it is."""
    path = tmp_path / "notes.db"
    path.write_text("not a database at all, just some notes " * 50)
    with pytest.raises(InputError, match="is not a ledger"):
        open_ledger(path)
    assert path.read_text().startswith("not a database at all")


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE theirs (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 3"]
)
def test_another_applications_database_is_refused(tmp_path: Path, statement: str) -> None:
    """Whether it has tables or only says so in its header; nothing is added to it."""
    path = tmp_path / "theirs.db"
    run_sql(path, statement)
    before = path.read_bytes()
    with pytest.raises(InputError, match="database of another application"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_folder_that_can_not_be_made_is_a_storage_error(tmp_path: Path) -> None:
    """The place of a folder may be taken by a file."""
    (tmp_path / "file").write_text("here first")
    with pytest.raises(StorageError, match="can't be created"):
        open_ledger(tmp_path / "file" / "run-1")


async def test_opening_prints_nothing_and_leaves_one_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The log's side files are gone once the ledger is closed."""
    ledger = open_ledger(tmp_path)
    await ledger.open_run(RunRow("r", {}, {}), [])
    await ledger.close()
    assert os.listdir(tmp_path) == [FILE_NAME]  # noqa: PTH208 - a path object's own way would block, says the linter
    assert capfd.readouterr() == ("", "")
