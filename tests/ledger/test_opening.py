"""What can be opened, and what is refused with which words."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from casewright.errors import InputError, StorageError, UsageError
from casewright.ledger import FILE_NAME, Bill, RunRow, Spent, Tally, open_ledger, schema
from casewright.ledger.schema import APPLICATION_ID
from casewright.types import Decision


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
    with pytest.raises(UsageError, match="can't open ledger 'mysql://host/db'; a file, a folder or sqlite:///FILE"):
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


def test_a_newer_ledger_is_refused_with_both_versions(tmp_path: Path) -> None:
    """The message says which side to change."""
    path = tmp_path / "newer.db"
    run_sql(path, f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 99")
    with pytest.raises(InputError, match="has schema 99; this version reads up to 4: upgrade casewright"):
        open_ledger(path)


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


def test_many_may_create_one_ledger_at_once(tmp_path: Path) -> None:
    """Workers of one run start together; one of them migrates, the others wait for it."""
    path = tmp_path / "l.db"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: schema.prepare(path, 10), range(8)))
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (4,)


def test_a_migration_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables and their version come together, so that the next start begins from a known state."""
    path = tmp_path / "l.db"
    with monkeypatch.context() as patched:
        patched.setattr(schema, "_migrations", lambda: ("CREATE TABLE runs (x);\nCREATE TABLE runs (x);\n",))
        with pytest.raises(StorageError, match="already exists"):
            schema.prepare(path, 1)
    schema.prepare(path, 1)


def old_ledger(path: Path, version: int, *rows: str) -> None:
    """A ledger as an earlier version left it."""
    scripts = sorted(item.name for item in files("casewright.ledger").joinpath("migrations").iterdir())
    with closing(sqlite3.connect(path)) as database:
        for name in [name for name in scripts if name.endswith(".sql")][:version]:
            database.executescript(files("casewright.ledger").joinpath("migrations", name).read_text("utf-8"))
        for row in rows:
            database.execute(row)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {version}")
        database.commit()


async def test_a_ledger_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """What it holds stays, and it can keep certificates."""
    path = tmp_path / "ledger.sqlite"
    old_ledger(path, 1, "INSERT INTO runs (id, decides, how, opened_at) VALUES ('old', '{}', '{}', 0)")
    ledger = open_ledger(path)
    await ledger.keep_certificates("old", {"c": {"critic": "rules"}})
    assert [run.id for run in await ledger.runs()] == ["old"]
    assert await ledger.certificates("old") == {"c": {"critic": "rules"}}
    await ledger.close()


async def test_an_old_run_keeps_what_it_used_and_what_was_decided(tmp_path: Path) -> None:
    """Its budgets don't begin anew, and its outcomes are those of before."""
    reply = '{"text":"t","usage":{"prompt_tokens":10,"completion_tokens":5,"thought_tokens":2},"usd":0.5}'
    old_ledger(
        tmp_path / "ledger.sqlite",
        3,
        "INSERT INTO runs (id, decides, how, opened_at) VALUES ('r', '{}', '{}', 0)",
        "INSERT INTO orders (run, id, position, n, body) VALUES ('r', 'o', 0, 1, '{}'), ('r', 'p', 1, 1, '{}')",
        "INSERT INTO samples (run, id, order_id, round, position, idx, state) "
        "VALUES ('r', 's', 'p', 1, 1, 0, 'decided')",
        "INSERT INTO cases (run, sample, body) VALUES ('r', 's', '{}')",
        "INSERT INTO calls (key, run, sample, purpose, model, reply, failure, at) VALUES "  # noqa: S608 - our own
        f"('k1', 'r', 's', 'write', 'm', '{reply}', NULL, 0), ('k2', 'r', 's', 'write', 'm', NULL, '{{}}', 0)",
        "INSERT INTO events (run, sample, kind, payload, at) VALUES ('r', 's', 'claimed', '{}', 100), "
        "('r', 's', 'claimed', '{}', 200), ('r', 's', 'decided', '{}', 230), ('r', 's', 'decided', '{}', 900), "
        "('r', 's', 'decided', '{}', 950)",
        "INSERT INTO decisions (sequence, run, sample, judging, rank, outcome, by, reasons) VALUES "
        "(3, 'r', 's', 'j', 0, 'accepted', 'gate', '[]'), (4, 'r', 's', 'j', 2, 'rejected', 'person', '[]'), "
        "(5, 'r', 's', 'j', 1, 'accepted', 'seal', '[]')",
    )
    ledger = open_ledger(tmp_path)
    assert await ledger.spent("r") == {"p": Spent(calls=2, tokens=15, usd=0.5, seconds=30.0, unpriced=1)}
    assert await ledger.bill("r") == Bill(begun=2, completed=2, again=0, failed=0, open=0)
    (row,) = await ledger.samples("r")
    assert row.decision == Decision("rejected", "person", "j")
    assert (await ledger.tallies("r"))[1] == Tally("p", {"decided": 1}, {"rejected": 1}, 1)
    await ledger.decide("r", "s", Decision("needs_review", "operator", "j"))
    assert (await ledger.tallies("r"))[1].outcomes == {"needs_review": 1}
    await ledger.close()
