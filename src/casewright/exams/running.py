"""Puts the items of a paper through the real gate: with their cases, as if just written, or as foreign reports."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casewright.agents.protocol import Critic
from casewright.agents.recorded import recording
from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import GateSetting
from casewright.errors import ModelFailure
from casewright.exams.given_writer import GivenWriter
from casewright.exams.paper import Item
from casewright.exams.truth import rubric_for
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.gating import Gating
from casewright.graphs.parts import Limits, Parts, Resolver
from casewright.graphs.state import GateState
from casewright.measures.privacy import ReferenceIndex
from casewright.rubrics import ResolvedRubric
from casewright.runs.evaluation import Row, evaluate_text
from casewright.types import Decision, FactCheck, Reason
from casewright.wire import from_json, to_json

__all__ = ["LEVEL", "ExamGate", "Result", "resolve_once", "sit"]

LEVEL = "sufficient"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item in one setting. ``facts`` is there where they were checked."""

    item: Item
    setting: GateSetting
    decision: Decision
    facts: FactCheck | None = None

    @property
    def accepted(self) -> bool:
        return self.decision.outcome == "accepted"


def resolve_once(system: str, code: str, kind: str) -> ResolvedRubric:
    """Our own rubric of a code and kind."""
    return rubric_for(code, kind, system)


@dataclass(frozen=True, slots=True)
class ExamGate:
    """The gate that sits: its critics and what they may decide, its limits, the corpus it may not copy.

    By default all decide everything. One attempt is made, whatever the limits say.
    """

    critics: Sequence[Critic] = (RulesCritic(),)
    gating: Gating = field(default_factory=Gating.everything)
    limits: Limits = field(default_factory=Limits)
    reference: ReferenceIndex | None = None
    resolve: Resolver = resolve_once

    def parts(self) -> Parts:
        limits = replace(self.limits, max_attempts=1)
        return Parts("exam", self.resolve, self.critics, reference=self.reference, limits=limits, gating=self.gating)


Judge = Callable[[Item], Awaitable[Result]]


async def sit(
    items: Sequence[Item],
    setting: GateSetting,
    gate: ExamGate | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Result]:
    """Every item's result.

    Args:
        items: Of a paper.
        setting: ``generate`` enters each report with its base's case: diversity, privacy, facts, critics, decide.
            ``evaluate`` judges it as a foreign report: no fact is checked.
        gate: Who judges; by default the rules critic.
        progress: Told how many of how many items are done.

    An item on which no judge answers is an error: nothing was accepted.
    """
    parts = (gate or ExamGate()).parts()
    judge = _generate(items, parts) if setting == "generate" else _evaluate(parts)
    results = []
    for item in items:
        try:
            results.append(await judge(item))
        except ModelFailure as failure:
            failed = Decision("error", "gate", "exam", (Reason("model_failure", str(failure), target=failure.kind),))
            results.append(Result(item, setting, failed))
        progress(len(results), len(items))
    return results


def _generate(items: Sequence[Item], parts: Parts) -> Judge:
    writer = GivenWriter({item.id: item.report for item in items})
    graph = build_gate(replace(parts, writer=writer)).compile()

    async def judge(item: Item) -> Result:
        case = replace(item.base.case, id=item.id)
        start: GateState = {"sample": item.id, "request": {"case": to_json(case)}, "target": _target(item)}
        with recording(item.id):
            ended: Any = await graph.ainvoke(start, {"recursion_limit": RECURSION_LIMIT})
        checked = ended.get("facts")
        facts = None if checked is None else from_json(FactCheck, checked)
        return Result(item, "generate", from_json(Decision, ended["decision"]), facts)

    return judge


def _evaluate(parts: Parts) -> Judge:
    graph = build_gate(parts).compile()

    async def judge(item: Item) -> Result:
        case = item.base.case
        row = Row(item.id, item.report.text, item.code, case.language, case.kind)
        record = await evaluate_text(parts, row, system=case.system, level=LEVEL, graph=graph)
        return Result(item, "evaluate", record.decision)

    return judge


def _target(item: Item) -> dict[str, Any]:
    case = item.base.case
    return {"system": case.system, "code": item.code, "kind": case.kind, "language": case.language, "level": LEVEL}
