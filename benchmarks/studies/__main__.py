"""``python -m benchmarks.studies --sizes 2500 5000 10000``: time and memory of a report, part by part and whole."""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.studies.made_arms import make_arms, make_notes

from casewright.studies.parts import PARTS

NOTES = 480


def main() -> None:
    given = argparse.ArgumentParser(prog="benchmarks.studies")
    given.add_argument("--sizes", type=int, nargs="+", default=[2500, 5000, 10_000])
    given.add_argument("--only", nargs="+", default=[*PARTS, "whole"])
    given.add_argument("--embedder", default="tfidf")
    given.add_argument("--notes", type=int, default=NOTES, help="Fictional notes in the place of real ones.")
    asked = given.parse_args()
    found: dict[str, list[dict[str, Any]]] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            make_arms(folder, size)
            make_notes(folder / "notes.jsonl", asked.notes)
            for part in asked.only:
                told = _measured(folder, part, asked.embedder)
                found.setdefault(part, []).append(told)
                print(_line(size, part, told), flush=True)
    for part, rows in found.items():
        if len(rows) > 1:
            print(f"{part}: time grows with the {_exponent(part, rows):.2f}th power of the number of reports")


def _measured(folder: Path, part: str, vectors: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.studies.timed", str(folder), part, vectors]
    key = {"CASEWRIGHT_KEY_FILE": str(folder / "corpus.key")}
    given = {**os.environ, **key}
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=given)  # noqa: S603 - our own module
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return told


def _line(size: int, part: str, told: dict[str, Any]) -> str:
    read, own = told["reading"], told[part]
    failed = f"  FAILED {told['failed']}" if told["failed"] else ""
    failed += f"\n        wall: {told['by_part']}" if "by_part" in told else ""
    return (
        f"{size:>6} reports  {part:14} {own['cpu']:7.1f} s CPU {own['wall']:7.1f} s wall, peak {own['peak_mb']:6.0f} MB"
        f"  (reading {read['cpu']:.1f} s CPU, {read['peak_mb']:.0f} MB){failed}"
    )


def _exponent(part: str, rows: list[dict[str, Any]]) -> float:
    first, last = rows[0], rows[-1]
    return math.log(last[part]["cpu"] / first[part]["cpu"]) / math.log(last["reports"] / first["reports"])


if __name__ == "__main__":
    main()
