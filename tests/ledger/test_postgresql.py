"""What only a server has: connections that break, refusals, other time zones, many who write at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import closing

import pytest

from casewright.errors import CasewrightError, InputError, StorageError, UsageError
from casewright.ledger import CallRow, Claim, Event, OrderRow, PlannedSample, RunRow, open_ledger
from casewright.ledger.postgresql import PostgresLedger
from casewright.ledger.postgresql.place import Place
from casewright.ledger.schema_version import SCHEMA
from casewright.ledger.tables import Tables
from casewright.testing.postgres_server import PostgresServer
from casewright.types import Decision

pytestmark = pytest.mark.server


def call(key: str, text: str = "short") -> CallRow:
    return CallRow(key, "r", "s", "write", "m", {"text": text}, None, None)


def started(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python process that waits for its standard input to be closed before it does anything."""
    command = [sys.executable, "-c", f"import sys\nsys.stdin.read()\n{code}", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def let_go(*processes: subprocess.Popen[str]) -> list[str]:
    """All begin at once; what each said, after it ended well."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return said


@pytest.fixture
async def ledger(postgres_url: str) -> AsyncIterator[PostgresLedger]:
    made = PostgresLedger(postgres_url, busy_seconds=2)
    await made.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)])
    yield made
    await made.close()


def secret_of(url: str) -> str:
    return str(Place.of(url).parameters["password"])


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (lambda url, secret: url.replace(secret, "wrong-one"), UsageError, "password authentication failed"),
        (lambda url, secret: url.replace(f":{secret}", ""), UsageError, "no password supplied"),
        (lambda url, secret: url.replace("/postgres?", "/gone?"), UsageError, 'database "gone" does not exist'),
        (lambda url, secret: url.replace("cw-pg-", "cw-no-"), StorageError, "can't be reached"),
    ],
    ids=["wrong-password", "no-password", "unknown-database", "no-server"],
)
def test_who_is_refused_is_told_why_and_never_the_password(
    postgres_url: str, change: Callable[[str, str], str], kind: type[CasewrightError], words: str
) -> None:
    """Neither in the message nor in the traceback below it."""
    secret = secret_of(postgres_url)
    with pytest.raises(kind, match=words) as caught:
        open_ledger(change(postgres_url, secret))
    told = "".join(traceback.format_exception(caught.value))
    assert secret not in told
    assert "wrong-one" not in told


async def test_the_ledger_shows_no_password(ledger: PostgresLedger, postgres_url: str) -> None:
    """Where a debugger or a log prints it."""
    assert repr(ledger).startswith("PostgresLedger('postgresql://casewright@%2Ftmp")
    assert secret_of(postgres_url) not in repr(ledger)


def test_another_applications_tables_are_refused_and_left_alone(postgres_url: str) -> None:
    """A schema of one's own is the remedy."""
    place = Place.of(postgres_url)
    with closing(place.connect()) as connection:
        connection.execute(f'CREATE SCHEMA "{place.schema}"; CREATE TABLE runs (x int)'.encode())
    with pytest.raises(InputError, match=r"holds tables of another application; name a schema with \?schema=NAME"):
        open_ledger(postgres_url)
    assert tables(place) == ["runs"]


def tables(place: Place) -> list[str]:
    query = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
    with closing(place.connect()) as connection:
        return [row["tablename"] for row in connection.execute(query, [place.schema]).fetchall()]


async def test_a_newer_ledger_is_refused_with_the_version_that_reads_it(
    ledger: PostgresLedger, postgres_url: str
) -> None:
    """As a file is."""
    with closing(Place.of(postgres_url).connect()) as connection:
        connection.execute("UPDATE casewright_version SET version_num = '0099'")
        connection.execute("INSERT INTO versions VALUES (99, '7.1.0', 0)")
    with pytest.raises(InputError, match=rf"has schema 99, which casewright 7\.1\.0 made; .* up to {SCHEMA}: install"):
        open_ledger(postgres_url)


def test_processes_that_create_one_ledger_at_once_all_succeed(postgres_url: str) -> None:
    """And one that comes later loads no Alembic."""
    code = (
        "import asyncio; from casewright.ledger import open_ledger\n"
        "asyncio.run(open_ledger(sys.argv[1]).close())\nprint('alembic' in sys.modules)"
    )
    said = let_go(*(started(code, postgres_url) for _ in range(3)))
    assert [words.strip() for words in said].count("True") >= 1
    assert let_go(started(code, postgres_url)) == ["False\n"]


async def test_every_table_has_its_project(ledger: PostgresLedger, postgres_url: str) -> None:
    """One database can serve several."""
    place = Place.of(postgres_url)
    query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s"
    with closing(place.connect()) as connection:
        rows = connection.execute(query, [place.schema]).fetchall()
    columns = {name: {row["column_name"] for row in rows if row["table_name"] == name} for name in tables(place)}
    assert len(columns) >= 10
    own = {"casewright_version", "versions"}  # the database's, not a project's
    assert [name for name, names in columns.items() if "project" not in names and name not in own] == []


async def test_four_processes_never_claim_one_sample_twice(ledger: PostgresLedger, postgres_url: str) -> None:
    """They share out what there is."""
    await ledger.add_samples("r", [PlannedSample(f"s{i:03d}", "o", i, 0, {}) for i in range(200)])
    code = (
        "import asyncio; from casewright.ledger import open_ledger\n"
        "async def main():\n"
        "    ledger = open_ledger(sys.argv[1])\n"
        "    while taken := await ledger.claim('r', 'w', limit=3, lease_seconds=60):\n"
        "        print(*(claim.sample for claim in taken))\n"
        "    await ledger.close()\n"
        "asyncio.run(main())"
    )
    taken = [name for words in let_go(*(started(code, postgres_url) for _ in range(4))) for name in words.split()]
    assert sorted(taken) == [f"s{i:03d}" for i in range(200)]


async def test_whoever_follows_the_events_misses_none(ledger: PostgresLedger, postgres_url: str) -> None:
    """No event with a smaller number is seen later, though several write at once."""
    others = [open_ledger(postgres_url) for _ in range(2)]
    writers = [
        asyncio.create_task(book.note("r", "tick", {"book": place, "turn": turn}))
        for turn in range(60)
        for place, book in enumerate([ledger, *others])
    ]
    seen: list[Event] = []
    while not all(task.done() for task in writers):
        seen += await ledger.events("r", seen[-1].sequence if seen else 0)
        await asyncio.sleep(0)
    await asyncio.gather(*writers)
    seen += await ledger.events("r", seen[-1].sequence)
    assert tuple(seen) == tuple(await ledger.events("r"))
    assert len(seen) == 181
    for book in others:
        await book.close()


async def test_two_that_save_the_same_calls_in_opposite_order_both_succeed(
    ledger: PostgresLedger, postgres_url: str
) -> None:
    """The server takes one of two that wait for one another back, and it tries again."""
    other, names = open_ledger(postgres_url), [f"k{i}" for i in range(40)]
    for turn in range(2):
        saves = [ledger.save_call(call(f"{name}-{turn}")) for name in names]
        saves += [other.save_call(call(f"{name}-{turn}")) for name in reversed(names)]
        await asyncio.gather(*saves)
    assert len(await ledger.calls("r")) == 80
    await other.close()


async def test_a_lock_held_elsewhere_is_told_and_outlived(ledger: PostgresLedger, postgres_url: str) -> None:
    """Another process that writes for too long costs a pause, not the ledger."""
    with closing(Place.of(postgres_url).connect()) as other:
        other.execute("BEGIN; LOCK TABLE calls IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StorageError, match="is locked by another process"):
            await ledger.save_call(call("k"))
    await ledger.save_call(call("k"))
    assert await ledger.call("k") == call("k")


async def test_connections_that_were_cut_are_made_anew(ledger: PostgresLedger, postgres_url: str) -> None:
    """By an administrator or a firewall, while nobody used them: neither writer nor reader notices."""
    assert await ledger.call("k") is None
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = %s"
    with closing(Place.of(postgres_url).connect()) as other:
        other.execute(query, ["casewright"])
    await ledger.save_call(call("k"))
    assert await ledger.call("k") == call("k")


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
async def test_leases_go_by_the_databases_clock_in_any_time_zone(
    ledger: PostgresLedger, postgres_url: str, zone: str
) -> None:
    """Sessions in other zones agree on when a lease ends and when an event was."""
    await ledger.add_samples("r", [PlannedSample("s", "o", 0, 0, {})])
    await ledger.claim("r", "w", limit=1, lease_seconds=60)
    elsewhere = open_ledger(f"{postgres_url}&options=-ctimezone%3D{zone}")
    assert await elsewhere.claim("r", "w", limit=1, lease_seconds=60) == ()
    (held,) = await elsewhere.held("r")
    assert 0 < held.seconds_left <= 60
    await elsewhere.note("r", "there", {})
    *_, here, there = await ledger.events("r")
    assert 0 <= there.at - here.at < 60
    await elsewhere.close()


async def test_commits_are_durable_though_the_server_is_set_otherwise(postgres_url: str) -> None:
    """What was acknowledged is on disk."""
    with closing(Place.of(f"{postgres_url}&options=-csynchronous_commit%3Doff").connect()) as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == {"synchronous_commit": "on"}


async def test_search_path_of_the_url_is_honoured(postgres_url: str) -> None:
    """Where libpq's own option names the schema instead of ours."""
    first = open_ledger(postgres_url)
    await first.open_run(RunRow("r", {}, {}), [])
    schema = Place.of(postgres_url).schema
    again = open_ledger(postgres_url.replace(f"schema={schema}", f"options=-csearch_path%3D{schema}"))
    assert [run.id for run in await again.runs()] == ["r"]
    await first.close()
    await again.close()


WRITER = """
import asyncio
from casewright.errors import StorageError
from casewright.ledger import CallRow, open_ledger

async def main(url):
    ledger = open_ledger(url)
    async def save(number):
        await ledger.save_call(CallRow(f"k{number}", "r", "s", "write", "m", {"text": "x" * 300}, None, None))
        print(f"k{number}", flush=True)
    first = 0
    while True:
        done = await asyncio.gather(*(save(first + i) for i in range(8)), return_exceptions=True)
        for error in done:
            if error is not None:
                print("failed", type(error).__name__, error, flush=True)
                return
        first += 8

asyncio.run(main(sys.argv[1]))
"""


async def test_every_acknowledged_write_survives_kill_9_of_the_server() -> None:
    """It dies in the middle of writes, twice; the ledger that was open goes on with the server that came back."""
    with PostgresServer() as server:
        ledger = PostgresLedger(server.url, busy_seconds=2)
        await ledger.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)])
        for _ in range(2):
            said = await asyncio.to_thread(killed_while_writing, server)
            assert "StorageError" in said[-1]
            with pytest.raises(StorageError, match="can't be reached"):
                await ledger.note("r", "down", {})
            with pytest.raises(StorageError, match="can't be reached"):
                await ledger.runs()
            await asyncio.to_thread(server.start)
            kept = {row.key for row in await ledger.calls("r")}
            assert {words for words in said if words.startswith("k")} <= kept
            await ledger.save_call(call("after"))
        assert (await ledger.tallies("r"))[0].samples == 0
        assert await ledger.call("after") == call("after")
        await ledger.close()


def killed_while_writing(server: PostgresServer) -> list[str]:
    """What a writing process said until the server was killed, some acknowledgements after it began."""
    process = started(WRITER, server.url)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    lines = [process.stdout.readline() for _ in range(40)]
    server.kill()
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [line.strip() for line in lines]


async def test_nothing_of_a_transaction_that_broke_off_is_there(ledger: PostgresLedger, postgres_url: str) -> None:
    """The connection is cut between the statements of one finish."""
    await ledger.add_samples("r", [PlannedSample("s", "o", 0, 0, {})])
    (claim,) = await ledger.claim("r", "w", limit=1, lease_seconds=60)
    with pytest.raises(StorageError):
        await ledger._write(lambda tables: half_finish(tables, claim))
    (row,) = await ledger.samples("r")
    assert (row.state, row.has_record) == ("leased", False)
    assert await ledger.finish(claim, {"text": "t"}, Decision("accepted", "gate", "j"))


def half_finish(tables: Tables, claim: Claim) -> None:
    """Its first statement, then as if the server had been killed."""
    tables.execute("samples.finish", run=claim.run, sample=claim.sample, fence=claim.fence, state="decided")
    tables.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
