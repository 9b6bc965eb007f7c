"""The service: ``python -m benchmarks.service rates``, ``… streams``, ``… memory`` and ``… way``.

``rates`` are requests a second beside a bare FastAPI route; ``streams`` many listeners on one run; ``memory`` what the
server holds over many requests; ``way`` what a sample costs through the service and through the library, turn by turn.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median

from benchmarks.service.memory import memory
from benchmarks.service.rates import rates
from benchmarks.service.streams import streams
from benchmarks.service.way import library_way, service_way

KEPT: list[dict[str, object]] = []
"""What was found, for ``--json``."""


async def tell_rates(folder: Path, n: int) -> None:
    print("| request | n | requests/s | p50 ms | p99 ms |\n|---|---|---|---|---|")
    async for found in rates(folder, n):
        KEPT.append({"what": "rates", **asdict(found)})
        print(f"| {found.name} | {found.n} | {found.rate:.0f} | {found.p50:.1f} | {found.p99:.1f} |", flush=True)


async def tell_streams(folder: Path, n: int) -> None:
    found = await streams(folder, n, 20)
    KEPT.append({"what": "streams", **asdict(found)})
    print(found)


async def tell_memory(folder: Path, n: int) -> None:
    print("| requests | MB |\n|---|---|")
    async for done, megabytes in memory(folder, n):
        KEPT.append({"what": "memory", "requests": done, "megabytes": megabytes})
        print(f"| {done} | {megabytes:.1f} |", flush=True)


async def tell_way(folder: Path, n: int) -> None:
    ratios = []
    print("| turn | samples | library: CPU ms, clock ms | service: CPU ms, clock ms | ratio of CPU, of clock |")
    print("|---|---|---|---|---|")
    for turn in range(3):
        for name in ("library", "service"):
            (folder / f"{name}{turn}").mkdir()
        ours, theirs = await library_way(folder / f"library{turn}", n), await service_way(folder / f"service{turn}", n)
        ratios.append(theirs.cpu / ours.cpu)
        KEPT.append({"what": "way", "turn": turn, "library": asdict(ours), "service": asdict(theirs)})
        parts = f"{ours.cpu:.1f}, {ours.clock:.1f} | {theirs.cpu:.1f}, {theirs.clock:.1f}"
        print(f"| {turn} | {ours.samples}, {theirs.samples} | {parts} | "
              f"{ratios[-1]:.2f}, {theirs.clock / ours.clock:.2f} |", flush=True)  # fmt: skip
    print(f"median ratio of CPU: {median(ratios):.2f}")


TELL = {"rates": (tell_rates, 2000), "streams": (tell_streams, 200), "memory": (tell_memory, 20_000),
        "way": (tell_way, 100)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=TELL)
    parser.add_argument("--n", type=int, help="requests, listeners, or samples of an order")
    parser.add_argument("--json", type=Path, help="add what was found to this file, a line each")
    told = parser.parse_args()
    tell, usual = TELL[told.what]
    with tempfile.TemporaryDirectory() as home:
        asyncio.run(tell(Path(home), told.n or usual))
    if told.json:
        with told.json.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in KEPT)


if __name__ == "__main__":
    main()
