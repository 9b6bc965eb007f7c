"""The gate with three judges: without a ledger, behind one, or with LangGraph's SQLite saver instead."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal

from benchmarks.overhead.cases import JUDGES, ORDER, Shape, draw, rubric_of, tell
from benchmarks.overhead.stages import Stopwatch
from benchmarks.overhead.turns import JSON, each, take_turns

from casewright.agents.judge import Judge
from casewright.agents.protocol import Critic
from casewright.agents.recorded import RecordedModel, recording
from casewright.agents.rules_critic import RulesCritic
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.gating import Gating
from casewright.graphs.parts import Parts
from casewright.ledger import open_ledger
from casewright.ledger.protocol import RunRow
from casewright.models import Model, Policy, ResilientModel, load_model
from casewright.models.network import LitellmModel
from casewright.rubrics import ResolvedRubric
from casewright.settings import Endpoint
from casewright.types import Case
from casewright.wire import to_json

Kept = Literal["nothing", "ledger", "saver"]
TARGET = {"system": ORDER.system, "code": ORDER.code, "kind": ORDER.kind, "language": "en", "level": "named"}
RUN = "overhead"


class Contestant:
    """Runs samples through the gate; every turn has cases of its own, so that nothing is answered twice."""

    def __init__(self, shape: Shape, kept: Kept, base: str, *, litellm: bool) -> None:
        self.shape, self.kept = shape, kept
        self.models = [_model(f"judge-{number}", base, litellm=litellm) for number in range(JUDGES)]
        self.drawn = 0
        self.cases: list[Case] = []
        self.stack = AsyncExitStack()
        self.graph: Any = None

    async def prepare(self, samples: int) -> None:
        """Cases are drawn and told, stores opened and closed beforehand: none of it is overhead of a sample."""
        await self.stack.aclose()
        self.cases = draw(samples, self.drawn)
        self.drawn += samples
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        critics: list[Critic] = [RulesCritic(), *await self.judges(folder)]
        parts = Parts("overhead", self.resolve, critics, await tell(self.cases), gating=Gating.everything())
        self.graph = build_gate(parts).compile(checkpointer=await self.saver(folder))

    async def turn(self, samples: int, at_once: int) -> JSON:
        with Stopwatch() as watch:
            ended = await each(samples, at_once, self.one)
        return {**watch.told(samples), "votes": _check(ended)}

    async def close(self) -> None:
        await self.stack.aclose()
        for model in self.models:
            await model.close()

    async def one(self, number: int) -> Mapping[str, Any]:
        """A sample from its case to its decision."""
        case = self.cases[number]
        config = {"recursion_limit": RECURSION_LIMIT, "configurable": {"thread_id": case.id}}
        with recording(case.id):
            ended: Mapping[str, Any] = await self.graph.ainvoke(_start(case), config)
        return ended

    def resolve(self, *_: str) -> ResolvedRubric:
        return rubric_of(self.shape)

    async def judges(self, folder: str) -> list[Judge]:
        ask: Any = "criterion" if self.shape == "criterion" else "aspect"
        if self.kept != "ledger":
            return [Judge(model, ask) for model in self.models]
        ledger = open_ledger(Path(folder) / "ledger.sqlite")
        self.stack.push_async_callback(ledger.close)
        await ledger.open_run(RunRow(RUN, {}, {}), ())
        return [Judge(RecordedModel(model, ledger, RUN, "judge"), ask) for model in self.models]

    async def saver(self, folder: str) -> Any:
        if self.kept != "saver":
            return None
        from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver  # type: ignore[import-not-found]  # a peer

        return await self.stack.enter_async_context(AsyncSqliteSaver.from_conn_string(f"{folder}/checkpoints.sqlite"))


def _model(name: str, base: str, *, litellm: bool) -> Model:
    endpoint = Endpoint(model=f"openai/{name}", api_base=base, concurrency=1024)
    if litellm:
        return ResilientModel(LitellmModel(endpoint, name), Policy(concurrency=1024))
    return load_model(name, {name: endpoint})


def _start(case: Case) -> Any:
    return {"sample": case.id, "request": {"case": to_json(case)}, "target": TARGET}


def _check(ended: list[Mapping[str, Any]]) -> int:
    """How many votes of judges a sample got; every judge must have answered every question, in one attempt."""
    for state in ended:
        assert state["history"] == [], state["history"]
        assert not any(result["failures"] for result in state["fidelity"]["criteria"]), state["fidelity"]
    return sum(len(result["votes"]) - 1 for result in ended[0]["fidelity"]["criteria"] if result["votes"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shape", choices=["single", "aspect", "criterion"])
    parser.add_argument("base")
    parser.add_argument("kept", choices=["nothing", "ledger", "saver"])
    parser.add_argument("--litellm", action="store_true")
    parser.add_argument("--peers", help="site-packages that hold the saver; searched last")
    asked = parser.parse_args()
    if asked.peers:
        sys.path.append(asked.peers)
    contestant = Contestant(asked.shape, asked.kept, asked.base, litellm=asked.litellm)
    asyncio.run(take_turns(contestant.turn, contestant.prepare, contestant.close))
