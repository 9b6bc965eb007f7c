"""Two processes on one run against one: workers on a PostgreSQL, and Ray actors. Timed by the ledger's own clock."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.storm.place import Place
from benchmarks.storm.postgres import Postgres
from benchmarks.storm.storm import Storm

from casewright.ledger import open_ledger

__all__ = ["crews"]


def crews(names: Sequence[str], samples: int, delay: float) -> None:
    """Prints a row for one process, and one for two."""
    print("| engine and ledger | processes | samples | seconds from first claim to last decision | samples/s |")
    print("|---|---|---|---|---|", flush=True)
    for name in names:
        for processes in (1, 2):
            seconds = _seconds(name, processes, samples, delay)
            rate = samples / seconds
            print(f"| {name.replace('+', ' on ')} | {processes} | {samples} | {seconds:.1f} | {rate:.1f} |", flush=True)


def _seconds(name: str, processes: int, samples: int, delay: float) -> float:
    engine, _, ledger = name.partition("+")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crew-", dir="/tmp")))
        home.chmod(0o755)
        url = stack.enter_context(Postgres(home / "postgres")).url if ledger == "postgres" else ""
        place = Place(home / "run", samples, 16, url, actors=processes)
        place.prepare()
        Storm(place, engine, 0, 6, delay, workers=processes).rage(0)
        return asyncio.run(_worked(place))


async def _worked(place: Place) -> float:
    """Seconds in which somebody held or settled a sample."""
    ledger = open_ledger(place.kept)
    try:
        run = (await ledger.runs())[0].id
        at = [event.at for event in await ledger.events(run, limit=100_000) if event.kind in ("claimed", "finished")]
        return max(at) - min(at)
    finally:
        await ledger.close()
