"""Loop honesty with scripted writers: `python -m benchmarks.loop_honesty` prints the tables of docs/loop-honesty.md.

Three loops over the same cases, for writers that spoil a known share of their drafts: no gate, a gate whose writer is
told nothing, and the full loop. What is true of every draft is known, because code planted it.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.honesty.figures import Loop, accept_all, gated, total
from benchmarks.honesty.loops import Heard, run_loop
from benchmarks.honesty.table import by_operator, table
from benchmarks.honesty.writers import Blinded, FaultyWriter

from casewright.types import Order

CODES = ("F32.1", "F41.1")
RATES = (0.1, 0.3, 0.6)
MENDS = 0.7


@dataclass
class Tally:
    """What was planted in first drafts, and what of it each loop let through."""

    planted: Counter[str] = field(default_factory=Counter)
    through: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, loops: Sequence[Loop]) -> None:
        self.planted += total(loops[:1])
        for loop in loops[1:]:
            self.through.setdefault(loop.name, Counter()).update(loop.by)


async def compare(faults: float, orders: Sequence[Order], *, seed: int = 0, heard: Heard = "all") -> list[Loop]:
    """The three loops with one writer; their first drafts are the same."""
    with tempfile.TemporaryDirectory() as folder:
        told = FaultyWriter(faults, MENDS, seed)
        untold = FaultyWriter(faults, MENDS, seed)
        full = await run_loop(told, orders, Path(folder) / "full", heard=heard)
        blind = await run_loop(Blinded(untold), orders, Path(folder) / "blind", heard=heard)
    return [
        accept_all(full, told.planted),
        gated("regenerate, told nothing", blind, untold.planted),
        gated("full loop", full, told.planted),
    ]


async def main(n: int, rates: Sequence[float], *, heard: Heard) -> None:
    orders = [Order(code, n // len(CODES)) for code in CODES]
    tally = Tally()
    for faults in (0.0, *rates):
        loops = await compare(faults, orders, heard=heard)
        title = f"faults in {faults:.0%} of new drafts" if faults else "the parrot itself"
        print("\n".join(table(title, loops)), end="\n\n", flush=True)
        tally.add(loops)
    print("\n".join(by_operator(tally.planted, tally.through)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200, help="cases, over two codes")
    parser.add_argument("--rates", type=float, nargs="+", default=RATES)
    parser.add_argument("--heard", choices=["all", "rules", "certified"], default="all", help="who decides")
    asked = parser.parse_args()
    asyncio.run(main(asked.n, asked.rates, heard=asked.heard))
