"""A run of 50,000 samples that is taken up again: from opening its ledger to the first claim."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from benchmarks.ledger.places import Database
from benchmarks.ledger.workload import open_run, planned

from casewright.ledger import Claim, Ledger
from casewright.types import Decision

__all__ = ["Took", "measure"]

TIMES = 7
DONE = 0.8
"""Of the samples are decided when the run is taken up again."""
AT_ONCE = 500

PROBE = """
import asyncio, json, sys
from time import perf_counter, process_time
from casewright.ledger import open_ledger

def clocks():
    return perf_counter(), process_time()

async def main(url):
    taken, begin = {}, clocks()
    ledger = open_ledger(url)
    assert len(await ledger.claim("run", "probe", limit=1, lease_seconds=0)) == 1
    taken["claim"] = [end - start for start, end in zip(begin, clocks())]
    for name in ("tallies", "held", "spent", "bill"):
        begin = clocks()
        await getattr(ledger, name)("run")
        taken[name] = [end - start for start, end in zip(begin, clocks())]
    print(json.dumps(taken))
    await ledger.close()

if sys.argv[1].startswith("postgresql"):
    import casewright.ledger.postgresql
asyncio.run(main(sys.argv[1]))
"""


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock on the wall and of the process's CPU (a server's is not in it): medians."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.0f} ms ({self.cpu:.0f} of CPU)"


def measure(database: Database, samples: int) -> dict[str, Took]:
    """Over fresh processes: opening and claiming together, then each of the others alone.

    Imports are not counted; opening, connecting and the first reading of every statement are.
    """
    with database.empty() as url:
        asyncio.run(_fill(database.open(url), samples))
        runs = [_probe(url) for _ in range(TIMES)]
    return {name: Took(*(1_000 * median(run[name][clock] for run in runs) for clock in (0, 1))) for name in runs[0]}


def _probe(url: str) -> dict[str, list[float]]:
    command = [sys.executable, "-c", PROBE, url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


async def _fill(ledger: Ledger, samples: int) -> None:
    begin = perf_counter()
    await open_run(ledger)
    await ledger.add_samples("run", planned(samples))
    done = await ledger.claim("run", "worker", limit=int(samples * DONE), lease_seconds=3600)
    for first in range(0, len(done), AT_ONCE):
        await asyncio.gather(*(_finish(ledger, claim) for claim in done[first : first + AT_ONCE]))
    await ledger.claim("run", "worker", limit=AT_ONCE, lease_seconds=3600)
    await ledger.close()
    print(f"  {samples:,} samples written in {perf_counter() - begin:.0f} s", file=sys.stderr)


async def _finish(ledger: Ledger, claim: Claim) -> None:
    decision = Decision("accepted" if hash(claim.sample) % 2 else "rejected", "gate", "j")
    await ledger.finish(claim, {"id": claim.sample}, decision)
