"""Throughput: ``python -m benchmarks.throughput levels``, ``… slow`` and ``… crews``.

``levels`` is samples per second against an endpoint that takes 200 ms, at several numbers of samples in flight, beside
peers; ``slow`` the same against one that takes as long as large models do; ``crews`` two processes on one run against
one, on PostgreSQL and on Ray.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.throughput.crews import crews
from benchmarks.throughput.race import NAMES, Turn, race

SAMPLES = {10: 60, 100: 200, 500: 600, 1000: 1100}
"""By samples in flight: enough for all of them to be in flight at once."""


def main(told: argparse.Namespace) -> None:
    if told.what == "crews":
        crews(told.only or ["workers+postgres", "ray+sqlite"], told.samples, told.delay)
        return
    levels = {at_once: SAMPLES.get(at_once, at_once) for at_once in told.at_once}
    delay = told.delay if told.what == "levels" else told.slow
    print(HEAD.format(delay=delay), flush=True)
    with tempfile.TemporaryDirectory() as home:
        for turn in race(told.only or list(NAMES), levels, delay, Path(home)):
            print(_line(turn), flush=True)
            if told.json:
                with told.json.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"delay": delay, **asdict(turn)}) + "\n")


HEAD = """\
an endpoint that takes {delay:g} s a call

| | in flight asked | samples | calls each | samples/s | calls open: most | half of the time | CPU ms a sample | of it |
|---|---|---|---|---|---|---|---|---|"""


def _line(turn: Turn) -> str:
    stages = ", ".join(f"{name} {ms:.1f}" for name, ms in turn.stages.items())
    counts = f"{turn.at_once} | {turn.samples} | {turn.calls:.1f}"
    return f"| {turn.name} | {counts} | {turn.rate:.1f} | {turn.most} | {turn.median} | {turn.ms:.1f} | {stages} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["levels", "slow", "crews"])
    parser.add_argument("--at-once", type=int, nargs="+", default=list(SAMPLES))
    parser.add_argument("--delay", type=float, default=0.2)
    parser.add_argument("--slow", type=float, default=10.0)
    parser.add_argument("--samples", type=int, default=200, help="of a crew's run")
    parser.add_argument("--only", nargs="+", help="contestants, or ENGINE+LEDGER of crews")
    parser.add_argument("--json", type=Path, help="add each turn to this file, a line each")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_arguments()))  # type: ignore[func-returns-value]
