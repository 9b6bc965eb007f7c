"""`python -m benchmarks.overlap report`: recall beside the peers, costs, size and growth, as Markdown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.overlap.environment import DEFAULT, prepare
from benchmarks.overlap.grown import render_growth
from benchmarks.overlap.sides import PEERS, WINDOWS, by_peers, by_us, render_costs, render_recall
from benchmarks.overlap.size import print_size
from benchmarks.overlap.stages import render_stages
from benchmarks.overlap.trial import Trial
from benchmarks.overlap.trials import invented_trial, real_trial

SIZES = (1_000, 10_000)
LARGE = 100_000


def sides(trial: Trial, python: Path | None, *, windows: bool) -> Iterator[str]:
    """One trial: recall, then costs."""
    systems = [name for name in PEERS if name != WINDOWS or windows]
    columns = [*by_us(trial), *(by_peers(trial, python, systems) if python else ())]
    yield f"### {trial.name}, {len(trial.notes):,} notes\n"
    yield from render_recall(columns)
    yield ""
    yield from render_costs(columns)
    yield ""


def trials(notes: int, data: Path | None) -> Iterator[Trial]:
    yield invented_trial(notes)
    if data:
        yield real_trial(data, notes, "other")
        yield real_trial(data, notes, "held")


def main(asked: argparse.Namespace) -> None:
    python = prepare(asked.venv) if asked.what in ("report", "sides") and not asked.ours else None
    if asked.what == "size":
        print_size(asked.notes, thin=asked.thin)
    if asked.what in ("report", "sides"):
        for trial in trials(asked.notes, asked.data):
            print("\n".join(sides(trial, python, windows=asked.windows)), flush=True)
    if asked.what in ("report", "stages"):
        print("\n".join(render_stages(asked.notes)), end="\n\n", flush=True)
    if asked.what in ("report", "growth"):
        print("\n".join(render_growth([*SIZES, *([LARGE] if asked.large else [])])))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["report", "sides", "stages", "growth", "size"])
    parser.add_argument("--notes", type=int, default=10_000, help="notes of the corpus")
    parser.add_argument("--large", action="store_true", help="grow to 100,000 notes, which takes minutes")
    parser.add_argument("--thin", action="store_true", help="the size of a thinned index")
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    parser.add_argument("--windows", action="store_true", help="rapidfuzz too, on a sample: minutes")
    parser.add_argument("--venv", type=Path, default=DEFAULT, help="where the peers are, or go")
    given = parser.parse_args()
    given.data = Path(os.environ["CASEWRIGHT_DATA"]) if os.environ.get("CASEWRIGHT_DATA") else None
    main(given)
