"""DeepEval's G-Eval with as many judge calls, in the environment of the peers. Imports nothing of ours but the turns.

``local`` is its model for compatible servers as it comes, which opens a client for every call; ``shared`` keeps one.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

from benchmarks.overhead.turns import JSON, each, take_turns
from deepeval.metrics import GEval  # type: ignore[import-not-found]
from deepeval.models import LocalModel  # type: ignore[import-not-found]
from deepeval.test_case import LLMTestCase, SingleTurnParams  # type: ignore[import-not-found]

STEPS = ["Read the report.", "Say whether it answers the question with yes, in its own words."]


class Shared(LocalModel):  # type: ignore[misc]  # theirs is not typed
    """The kindest reading: one client for all calls."""

    def load_model(self, async_mode: bool = False) -> Any:  # noqa: FBT001 - theirs
        if not async_mode:
            return super().load_model()
        if not hasattr(self, "kept"):
            self.kept = super().load_model(async_mode=True)
        return self.kept


async def main(calls: int, base: str, report: str, kind: Any) -> None:
    model = kind(model="judge", api_key="none", base_url=base)
    case = LLMTestCase(input="Write a report for F32.1.", actual_output=report)

    async def measure(number: int) -> None:
        # a metric keeps its score in itself, so each call needs its own
        metric = GEval(f"criterion-{number}", [SingleTurnParams.ACTUAL_OUTPUT], evaluation_steps=STEPS, model=model)
        score = await metric.a_measure(case, _show_indicator=False)
        assert score == 0.8, score

    async def turn(samples: int, at_once: int) -> JSON:
        await each(samples, at_once, lambda _: asyncio.gather(*map(measure, range(calls))))
        return {"calls": calls}

    await take_turns(turn)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", type=int)
    parser.add_argument("base")
    parser.add_argument("report", type=Path)
    parser.add_argument("model", choices=["local", "shared"])
    told = parser.parse_args()
    text = told.report.read_text("utf-8")
    sys.exit(asyncio.run(main(told.calls, told.base, text, Shared if told.model == "shared" else LocalModel)))
