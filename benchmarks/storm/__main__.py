"""Kill storms: ``python -m benchmarks.storm --samples 500 --kills 12``.

Every storm is held against one quiet run of the same seed. Exits with 1 if a check fails.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.storm.checks import Figures, checks, figures
from benchmarks.storm.found import Found, read
from benchmarks.storm.place import CODES, Place
from benchmarks.storm.postgres import Postgres
from benchmarks.storm.storm import Storm

OWN = "postgres"
"""Names a PostgreSQL that the storm starts for itself."""


def main(told: argparse.Namespace, folder: Path) -> int:
    """A quiet run, then the storms; how many checks failed."""
    quiet = _quiet(told, folder / "quiet")
    print(f"quiet run: {len(quiet.samples)} samples, {quiet.paid} calls, repaid {quiet.repaid}", flush=True)
    print("\n| storm | samples | killed | lost | wrong | calls | repaid | in flight at kills | at most | seconds |")
    print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
    failed = []
    for number, name in enumerate(told.storm):
        row, storm, held = _storm(told, name, folder / str(number), quiet)
        print(_line(name, row, storm), flush=True)
        failed += [f"{name}: {check}" for check, well in held.items() if not well]
        _keep(told.json, name, row, storm, held)
    print("\n" + ("\n".join(f"FAILED {name}" for name in failed) or "every check held"))
    return len(failed)


def _quiet(told: argparse.Namespace, folder: Path) -> Found:
    place = Place(folder, told.samples, told.concurrency)
    place.prepare()
    Storm(place, "local", 0, told.seed, told.delay).rage(0)
    return asyncio.run(read(place))


def _storm(told: argparse.Namespace, name: str, folder: Path, quiet: Found) -> tuple[Figures, Storm, dict[str, bool]]:
    engine, _, ledger = name.partition("+")
    with _ledger(ledger, folder) as (url, postgres):
        place = Place(folder, told.samples, told.concurrency, url)
        place.prepare()
        struck = postgres if told.kill_postgres else None
        storm = Storm(place, engine, told.kills, told.seed, told.delay, told.kill_endpoint, struck)
        storm.rage(quiet.paid)
        found = asyncio.run(read(place))
    row = figures(storm, quiet, found)
    return row, storm, dict(checks(row, storm, quiet, found))


@contextmanager
def _ledger(name: str, folder: Path) -> Iterator[tuple[str, Postgres | None]]:
    if name != OWN:
        yield "" if name in ("", "sqlite") else name, None
        return
    with Postgres(folder.with_name(f"{folder.name}-postgres")) as server:
        yield server.url, server


def _line(name: str, row: Figures, storm: Storm) -> str:
    killed = ", ".join(f"{count} {what}" for what, count in sorted(storm.killed.items()))
    cells = (row.samples, killed, row.lost, row.wrong, row.calls, row.repaid, row.open, row.in_flight)
    shown = name.partition("+")[0] + " on " + ("SQLite" if name.endswith("sqlite") else "PostgreSQL")
    return f"| {shown} | " + " | ".join(map(str, cells)) + f" | {row.seconds:.0f} |"


def _keep(path: Path | None, name: str, row: Figures, storm: Storm, held: dict[str, bool]) -> None:
    if path is not None:
        whole: dict[str, Any] = {"storm": name, **asdict(row), "killed": dict(storm.killed), "checks": held}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(whole) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    known = "local+sqlite, local+postgres (one of its own), workers+postgres, ray+sqlite, or ENGINE+postgresql://…"
    parser.add_argument("storm", nargs="*", default=["local+sqlite"], help=f"ENGINE+LEDGER: {known}")
    parser.add_argument("--samples", type=int, default=500)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--concurrency", type=int, default=16, help="samples in flight in a process")
    parser.add_argument("--delay", type=float, default=0.1, help="seconds that a call takes")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--kill-endpoint", action="store_true", help="kill the endpoint, too")
    parser.add_argument("--kill-postgres", action="store_true", help="kill the PostgreSQL of the storm's own, too")
    parser.add_argument("--json", type=Path, help="add each storm's figures to this file, a line each")
    parser.add_argument("--keep", type=Path, help="work in this new folder, and leave it there")
    told = parser.parse_args()
    if told.samples % len(CODES):
        parser.error(f"--samples must be a multiple of {len(CODES)}")
    return told


if __name__ == "__main__":
    asked = _arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what it started ends with it
    if asked.keep:
        asked.keep.mkdir()
        sys.exit(bool(main(asked, asked.keep)))
    with tempfile.TemporaryDirectory(prefix="storm-", dir="/tmp") as home:
        Path(home).chmod(0o755)
        sys.exit(bool(main(asked, Path(home))))
