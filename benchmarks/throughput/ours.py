"""The engine as it is used: orders, a writer and a judge by the endpoint, every call and decision durable."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from contextlib import aclosing
from pathlib import Path

from benchmarks.overhead.stages import Stopwatch
from benchmarks.overhead.turns import JSON, take_turns
from benchmarks.storm.place import CODES

from casewright.certificates import Certificate
from casewright.rubrics import resolve
from casewright.runs.assembly import cast_of
from casewright.runs.session import RunSession
from casewright.settings import Settings
from casewright.testing import certificates_for
from casewright.types import Order

MOST = 1024
"""Calls that an endpoint's settings allow at once."""


class Engine:
    """Works off new orders in each turn, in a folder of its own."""

    def __init__(self, base: str, ask: str, certificates: tuple[Certificate, ...]) -> None:
        self.base, self.ask, self.certificates, self.turns = base, ask, certificates, 0

    async def turn(self, samples: int, at_once: int) -> JSON:
        """From opening the ledger until the last sample is decided; summary and exports are not counted."""
        self.turns += 1
        with tempfile.TemporaryDirectory() as folder, Stopwatch() as watch:
            session = self.session(Path(folder), samples, at_once)
            began, clock = time.process_time(), time.monotonic()
            async with aclosing(session.work()) as records:
                outcomes = [(await anext(records)).decision.outcome for _ in range(samples)]
                spent, seconds = time.process_time() - began, time.monotonic() - clock
        told = {"ms": 1000 * spent / samples, "seconds": seconds, "accepted": outcomes.count("accepted")}
        return {**watch.told(samples), **told}

    def session(self, folder: Path, samples: int, at_once: int) -> RunSession:
        cast = cast_of(
            settings(self.base, self.ask, samples, at_once),
            writer="writer",
            critics=("judge",),
            seed=self.turns,
            certificates=self.certificates,
        )
        each = samples // len(CODES)
        orders = tuple(Order(code, each, kind="progress", level="named") for code in CODES)
        return RunSession(cast, orders, folder / "run", max_samples=each)


def settings(base: str, ask: str, samples: int, at_once: int) -> Settings:
    """One round holds all samples, so that as many are in flight as were asked for."""
    endpoints = {
        name: {"model": f"openai/{name}", "api_base": base, "concurrency": MOST} for name in ("writer", "judge")
    }
    gate, how = {"round_size": min(samples, 1000)}, {"concurrency": at_once}
    return Settings.model_validate({"endpoints": endpoints, "how": how, "gate": gate, "judging": {"ask": ask}})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("ask", choices=["aspect", "criterion"])
    told = parser.parse_args()
    engine = Engine(told.base, told.ask, certificates_for([resolve(code, kind="progress") for code in CODES]))
    asyncio.run(take_turns(engine.turn))
