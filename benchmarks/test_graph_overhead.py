"""What LangGraph adds to a sample: the real gate against the same steps and routes in plain asyncio, in CPU time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pytest

from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief
from casewright.agents.rules_critic import RulesCritic
from casewright.graphs.gate import build_gate
from casewright.graphs.gating import Gating
from casewright.graphs.nodes import Nodes
from casewright.graphs.parts import Parts
from casewright.plans import CaseRequest, draw_case
from casewright.rubrics import ResolvedRubric, resolve
from casewright.types import Case, Order, Report, Vote, VoteFailure
from casewright.wire import to_json

ROUNDS = 25
ORDER = Order("F32.1", kind="progress")
TARGET = {"system": "icd10-who-2019", "code": "F32.1", "kind": "progress", "language": "en", "level": "named"}
THEN = {"plan": "write", "diversity": "privacy", "critics": "decide", "feedback": "write", "seal": "end"}


@dataclass(frozen=True)
class Scripted:
    """Writer and critic at once: a report and votes made before, so that neither costs anything."""

    report: Report
    votes: tuple[Vote | VoteFailure, ...]
    name: str = "rules"
    fingerprint: str = "scripted"
    family: str | None = None

    async def write(self, brief: Brief) -> Report:
        return self.report

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        return self.votes


async def parts_for(case: Case, rubric: ResolvedRubric) -> Parts:
    report = await ParrotWriter().write(Brief(case, 1))
    votes = await RulesCritic().review(report, rubric, case.person.age)
    scripted = Scripted(report, tuple(votes))
    return Parts("benchmark", lambda *_: rubric, (scripted,), scripted, gating=Gating.everything())


async def plainly(nodes: Nodes, start: dict[str, Any]) -> dict[str, Any]:
    """The gate's steps and routers without a graph."""
    state: Any = dict(start)
    name = "plan"
    while name != "end":
        state |= await getattr(nodes, name)(state)
        name = THEN.get(name) or getattr(nodes, f"after_{name}")(state)
    return dict(state)


async def cpu_of(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.process_time()
    await work()
    return time.process_time() - began


async def compare(parts: Parts, start: Any) -> tuple[float, float]:
    """Median CPU seconds of a sample through the graph, and without it, taken in turns."""
    graph, nodes = build_gate(parts).compile(), Nodes(parts)

    async def through_graph() -> Any:
        return [state async for state in graph.astream(start, stream_mode="values")][-1]

    for _ in range(2):
        assert (await through_graph())["decision"] == (await plainly(nodes, start))["decision"]
    rounds = [(await cpu_of(through_graph), await cpu_of(lambda: plainly(nodes, start))) for _ in range(ROUNDS)]
    with_graph, without = (median(one) for one in zip(*rounds, strict=True))
    return with_graph, without


@pytest.mark.benchmark(timer=time.process_time)
def test_graph_overhead(benchmark: Any) -> None:
    """A sample that is accepted at once, with writer and critic at no cost, takes at most twice the CPU, and the
    graph's own share stays under 20 ms: nothing beside a call to a model.
    """
    rubric = resolve("F32.1", kind="progress")
    case = draw_case(CaseRequest("benchmark", ORDER, 0, 7, rubric.needs()))
    parts = asyncio.run(parts_for(case, rubric))
    start: Any = {"sample": "benchmark", "target": TARGET, "request": {"case": to_json(case)}}
    graph = build_gate(parts).compile()
    with asyncio.Runner() as runner:
        ended = benchmark(lambda: runner.run(graph.ainvoke(start)))
        with_graph, without = runner.run(compare(parts, start))
    ratio, added = with_graph / without, 1000 * (with_graph - without)
    benchmark.extra_info |= {"ratio": round(ratio, 2), "ms_added": round(added, 2)}
    print(
        f"\ngraph: a sample {ended['decision']['outcome']} with {1000 * with_graph:.1f} ms of CPU, plain asyncio "
        f"{1000 * without:.1f} ms: {ratio:.2f} times, {added:.1f} ms for the graph"
    )
    assert ratio < 2
    assert added < 20
