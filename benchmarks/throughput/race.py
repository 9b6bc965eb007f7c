"""Contestants and their turns: how many samples a second, how many calls were open, and what a sample cost in CPU."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.overhead.contestants import PEERS, Contestant, endpoint, process, told_by
from benchmarks.throughput.prompts import write_prompts

__all__ = ["NAMES", "Turn", "race"]

NAMES: Mapping[str, tuple[str | None, str]] = {
    "aiohttp alone": (None, "plain"),
    "casewright, SQLite ledger": (None, "ours"),
    "casewright, a call a criterion": (None, "ours"),
    "LangGraph, SQLite saver": ("langgraph", "langgraph_saver"),
    "Data Designer": ("data-designer", "data_designer"),
    "distilabel": ("distilabel", "distilabel_pipeline"),
}
"""By name: the environment below `PEERS` (ours, if none) and the module."""


@dataclass(frozen=True)
class Turn:
    """One contestant at one level."""

    name: str
    at_once: int
    samples: int
    seconds: float
    ms: float
    most: int
    median: int
    calls: float
    """Per sample."""
    stages: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Samples a second."""
        return self.samples / self.seconds


def race(names: Sequence[str], levels: Mapping[int, int], delay: float, home: Path) -> Iterator[Turn]:
    """Every contestant at every level of samples in flight, with so many samples; one that fails says so."""
    prompts = home / "prompts.json"
    write_prompts(prompts)
    with endpoint(home, delay) as base:
        for name in names:
            with _contestant(name, base, prompts, home) as contestant:
                if contestant is None:
                    continue
                contestant.turn(10, 10)
                for at_once, samples in levels.items():
                    told_by(base)
                    yield _turn(name, at_once, samples, contestant.turn(samples, at_once), told_by(base))


@contextmanager
def _contestant(name: str, base: str, prompts: Path, home: Path) -> Iterator[Contestant | None]:
    where, module = NAMES[name]
    python = sys.executable if where is None else str(PEERS / where / "bin" / "python")
    if not Path(python).exists():
        print(f"{name}: left out, no environment {str(PEERS / str(where))!r}", file=sys.stderr)
        yield None
        return
    ask = "criterion" if "criterion" in name else "aspect"
    more = [ask if module == "ours" else str(prompts)]
    with process(python, "-m", f"benchmarks.throughput.{module}", f"{base}/v1", *more, home=home) as started:
        yield Contestant(started)


def _turn(name: str, at_once: int, samples: int, told: Mapping[str, Any], seen: Mapping[str, int]) -> Turn:
    calls = seen["answered"] / samples
    stages = told.get("stages", {})
    return Turn(name, at_once, samples, told["seconds"], told["ms"], seen["most"], seen["median"], calls, stages)
