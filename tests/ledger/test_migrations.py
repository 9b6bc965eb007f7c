"""How a ledger's tables come to be, and how those of older and newer versions are met."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from casewright.errors import InputError, StorageError
from casewright.ledger import Bill, Spent, Tally, migrating, open_ledger, schema
from casewright.ledger.schema import APPLICATION_ID
from casewright.ledger.schema_version import SCHEMA
from casewright.types import Decision

REVISION = """
from alembic import op

revision, down_revision = "0001", None

def upgrade():
    op.execute("CREATE TABLE runs (x)")
    {then}
"""


def revisions(folder: Path, then: str) -> ScriptDirectory:
    """Another history of the schema, of one step."""
    (folder / "versions").mkdir()
    (folder / "versions" / "r1.py").write_text(REVISION.format(then=then))
    return ScriptDirectory(str(folder))


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def shape(path: Path) -> list[tuple[str, ...]]:
    """Tables and indexes, as far as they don't tell in how many steps they were made."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return sorted(
            (table, *map(str, row[1:])) for table in tables for row in database.execute(f"PRAGMA table_info({table})")
        )


def test_the_number_that_opening_compares_is_that_of_the_last_revision() -> None:
    """It is known without loading Alembic."""
    assert int(migrating.scripts().get_current_head() or 0) == SCHEMA


def test_many_may_create_one_ledger_at_once(tmp_path: Path) -> None:
    """Workers of one run start together; one of them migrates, the others wait for it."""
    path = tmp_path / "l.db"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: schema.prepare(path, 10), range(8)))
    assert version_of(path) == SCHEMA


def test_two_processes_may_create_one_ledger_at_once(tmp_path: Path) -> None:
    """Both find it complete."""
    code = (
        "import sys; from casewright.ledger import schema\n"
        "sys.stdin.read(); schema.prepare(schema.Path(sys.argv[1]), 10)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "l.db")]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - our own script
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in started] == [0, 0]
    assert version_of(tmp_path / "l.db") == SCHEMA


def test_a_migration_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables and their version come together, so that the next start begins from a known state."""
    broken = revisions(tmp_path, "op.execute('CREATE TABLE runs (x)')")
    path = tmp_path / "l.db"
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "scripts", lambda: broken)
        with pytest.raises(StorageError, match="already exists"):
            schema.prepare(path, 1)
    assert shape(path) == []
    schema.prepare(path, 1)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_a_migration_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    """Between two of its statements."""
    revisions(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import sys; from alembic.script import ScriptDirectory; from casewright.ledger import migrating, schema\n"
        "migrating.scripts = lambda: ScriptDirectory(sys.argv[1])\nschema.prepare(schema.Path(sys.argv[2]), 1)"
    )
    path = tmp_path / "l.db"
    command = [sys.executable, "-c", code, str(tmp_path), str(path)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL  # noqa: S603 - our own script
    assert shape(path) == []
    schema.prepare(path, 1)
    assert version_of(path) == SCHEMA


def test_an_up_to_date_ledger_is_opened_without_alembic(tmp_path: Path) -> None:
    """Migrations cost their import only where there is something to do."""
    schema.prepare(tmp_path / "l.db", 1)
    code = (
        "import sys; from casewright.ledger import schema; schema.prepare(schema.Path(sys.argv[1]), 1)\n"
        "print(*{'alembic', 'sqlalchemy'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "l.db")]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() == ""  # noqa: S603


def test_a_newer_ledger_is_refused_with_the_version_that_reads_it(tmp_path: Path) -> None:
    """As the ledger itself says; one that doesn't is refused all the same."""
    path = tmp_path / "newer.db"
    schema.prepare(path, 1)
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO versions VALUES (99, '7.1.0', 0)")
        database.execute("PRAGMA user_version = 99")
        database.commit()
        with pytest.raises(InputError, match=r"has schema 99, which casewright 7\.1\.0 made; .* install casewright 7"):
            open_ledger(path)
        database.execute("DROP TABLE versions")
    with pytest.raises(InputError, match=f"has schema 99; .* reads up to {SCHEMA}: upgrade casewright"):
        open_ledger(path)


def old_ledger(path: Path, version: int, *rows: str) -> None:
    """A ledger as an earlier version left it."""
    with closing(sqlite3.connect(path)) as database:
        for script in sorted((Path(__file__).parent / "old_schemas").iterdir())[:version]:
            database.executescript(script.read_text("utf-8"))
        for row in rows:
            database.execute(row)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {version}")
        database.commit()


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_old_ledger_becomes_what_a_new_one_is(tmp_path: Path, version: int) -> None:
    """Whatever way its tables came."""
    old_ledger(tmp_path / "old.db", version)
    schema.prepare(tmp_path / "old.db", 1)
    schema.prepare(tmp_path / "new.db", 1)
    assert shape(tmp_path / "old.db") == shape(tmp_path / "new.db")


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


async def test_what_was_decided_before_there_were_pages_is_found_on_them(tmp_path: Path) -> None:
    """In its place, by outcome; and a run of then may still have something to do."""
    old_ledger(
        tmp_path / "ledger.sqlite",
        4,
        "INSERT INTO runs (id, decides, how, opened_at) VALUES ('r', '{}', '{}', 0)",
        "INSERT INTO orders (run, id, position, n, body) VALUES ('r', 'o', 0, 2, '{}')",
        "INSERT INTO samples (run, id, order_id, round, position, idx, state) "
        "VALUES ('r', 'a', 'o', 1, 0, 4, 'decided'), ('r', 'b', 'o', 0, 0, 3, 'decided')",
        "INSERT INTO cases (run, sample, body) VALUES ('r', 'a', '{}'), ('r', 'b', '{}')",
        "INSERT INTO events (run, sample, kind, payload, at) VALUES ('r', 'a', 'decided', '{}', 1), "
        "('r', 'b', 'decided', '{}', 1)",
        "INSERT INTO decisions (sequence, run, sample, judging, rank, outcome, by, reasons, stands) VALUES "
        "(1, 'r', 'a', 'j', 0, 'accepted', 'gate', '[]', 1), (2, 'r', 'b', 'j', 0, 'accepted', 'gate', '[]', 1)",
    )
    ledger = open_ledger(tmp_path)
    first = await ledger.page("r", limit=1, outcomes=["accepted"])
    rest = await ledger.page("r", after=first[0].planned.id, outcomes=["accepted"])
    assert [row.planned.id for row in (*first, *rest)] == ["b", "a"]
    assert [run.id for run in await ledger.due()] == ["r"]
    await ledger.close()
