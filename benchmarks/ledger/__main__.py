"""`python -m benchmarks.ledger`: what group commit brings, how fast a long run starts again, bytes a sample, and
how long a page of a long run takes."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ledger import commits, paging, resuming
from benchmarks.ledger.places import Database
from benchmarks.ledger.workload import CALLS, open_run, planned, prepared, work

ROUNDS = 3
PARTS = ["commits", "size", "start", "pages"]
LONE = 20
"""Samples that are written with a commit for each row or write: each of them waits for the disk hundreds of times."""


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder, _databases(asked, Path(folder)) as databases:
        for database in databases:
            print(f"\n{database.name}")
            if "commits" in asked.parts:
                print(*_commits(database, asked.samples), sep="\n")
            if "size" in asked.parts:
                print(f"  bytes a sample with {CALLS} calls: {_bytes(database, asked.samples):,.0f}")
            if "start" in asked.parts:
                print(*_start(database, asked.run), sep="\n")
            if "pages" in asked.parts:
                print(*_pages(database, asked.run), sep="\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"{', '.join(PARTS)} (all)")
    parser.add_argument("--postgres", metavar="URL", help="a server to measure too; 'own' starts a private one")
    parser.add_argument("--samples", type=int, default=200, help="samples in work at once (200)")
    parser.add_argument("--run", type=int, default=50_000, help="samples of the run that is taken up again (50,000)")
    return parser.parse_args()


@contextmanager
def _databases(asked: argparse.Namespace, folder: Path) -> Iterator[list[Database]]:
    databases = [Database("SQLite", folder)]
    if asked.postgres == "own":
        from casewright.testing.postgres_server import PostgresServer

        with PostgresServer() as server:
            yield [*databases, Database("PostgreSQL", server.url)]
    else:
        yield databases + ([Database("PostgreSQL", asked.postgres)] if asked.postgres else [])


def _commits(database: Database, samples: int) -> Iterator[str]:
    """Rounds in turn, so that what else the machine does falls on all alike."""
    plan: tuple[tuple[commits.How, int], ...] = (("group", samples), ("write", LONE), ("row", LONE))
    paces: dict[commits.How, list[commits.Pace]] = {how: [] for how, _ in plan}
    for _ in range(ROUNDS):
        for how, count in plan:
            paces[how].append(commits.measure(database, count, how))
    best = {how: sorted(found, key=lambda pace: pace.rows_a_second)[ROUNDS // 2] for how, found in paces.items()}
    yield "  a commit for   rows a second   group commit is   CPU µs a row"
    for how, pace in best.items():
        ratio = best["group"].rows_a_second / pace.rows_a_second
        cpu = 1e6 * pace.cpu / (pace.samples * commits.ROWS)
        yield f"  {how:<12} {pace.rows_a_second:>15,.0f} {ratio:>15.1f} × {cpu:>14.0f}"


def _bytes(database: Database, samples: int) -> float:
    """What a sample adds, beside what an empty ledger takes."""
    with database.empty() as url:
        asyncio.run(_written(database, url, 0))
        empty = database.size(url)
        asyncio.run(_written(database, url, samples))
        return (database.size(url) - empty) / samples


async def _written(database: Database, url: str, samples: int) -> None:
    ledger = database.open(url)
    await open_run(ledger)
    await ledger.add_samples("run", planned(samples))
    claims = await ledger.claim("run", "worker", limit=max(1, samples), lease_seconds=3600)
    await work(ledger, [prepared(claim) for claim in claims])
    await ledger.close()


def _start(database: Database, samples: int) -> Iterator[str]:
    took = resuming.measure(database, samples)
    yield f"  {samples:,} samples: opened and first claim {took.pop('claim')}"
    yield from (f"  then {name} {each}" for name, each in took.items())


def _pages(database: Database, samples: int) -> Iterator[str]:
    yield f"  {samples:,} samples: a page of {paging.PAGE}"
    for told, middle, most in paging.measure(database, samples):
        yield f"  {told:<28} {middle:>8.1f} ms, at most {most:.1f}"


if __name__ == "__main__":
    main()
