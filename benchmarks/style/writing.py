"""`python -m benchmarks.style.writing`: the same cases written with a profile and without, kept as records.

The writer is the embedded default, or one that repeats the facts (``repeat``): what code sets is then all that differs.
Each case is written both ways in turn, so that whatever is there when time is up is paired.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from pathlib import Path

from benchmarks.style.notes import halves, profile_of

from casewright.measures.style import write_profile
from casewright.models.protocol import Model, ModelRequest
from casewright.runs.api import DEFAULT_WRITER
from casewright.runs.assembly import cast_of
from casewright.runs.session import RunSession
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.types import Order, Record
from casewright.wire import to_json

CODES = ("F20.0", "F41.1", "F43.1", "F05.0", "F41.0", "F25.0")


def _repeat(request: ModelRequest) -> str:
    lines = request.messages[-1].content.splitlines()
    return " ".join(line[2:] for line in lines if line.startswith("- "))


async def write(code: str, seed: int, writer: str, profile: Path | None, folder: Path) -> list[Record]:
    """One sample of a code, accepted or not."""
    made: str | Model = FunctionModel(_repeat, small=True) if writer == "repeat" else writer
    styles = (profile,) if profile else ()
    cast = cast_of(Settings(), writer=made, seed=seed, styles=styles)
    session = RunSession(cast, (Order(code, 1, "en", "consultation"),), folder, max_samples=1)
    return [record async for record in session.work()]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--writer", default=DEFAULT_WRITER, help="a model string, or 'repeat'")
    parser.add_argument("--each", type=int, default=2, help="cases a code")
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--folder", type=Path, default=Path("runs/style"))
    told = parser.parse_args()
    ends = time.monotonic() + 60 * told.minutes
    place = told.folder / told.writer.replace("/", "-")
    place.mkdir(parents=True, exist_ok=True)
    profile = place / "style.json"
    write_profile(profile_of(halves(Path(os.environ["CASEWRIGHT_DATA"]))[0]), profile)
    for seed in range(told.each):
        for code in CODES:
            for arm in ("off", "on"):
                if time.monotonic() > ends and arm == "off":
                    return
                _one(code, seed, arm, told, profile, place)


def _one(code: str, seed: int, arm: str, told: argparse.Namespace, profile: Path, place: Path) -> None:
    begun = time.monotonic()
    folder = place / f"{code}-{seed}-{arm}"
    found = asyncio.run(write(code, seed, told.writer, profile if arm == "on" else None, folder))
    with (place / "records.jsonl").open("a", encoding="utf-8") as file:
        for record in found:
            row = {"arm": arm, "case_of": f"{code}-{seed}", "seconds": time.monotonic() - begun}
            file.write(json.dumps({**row, "record": to_json(record)}, ensure_ascii=False) + "\n")
            reasons = [f"{one.kind}:{one.target}" for one in record.decision.reasons]
            print(
                code,
                seed,
                arm,
                record.decision.outcome,
                record.attempts,
                f"{row['seconds']:.0f} s",
                reasons,
                flush=True,
            )


if __name__ == "__main__":
    main()
