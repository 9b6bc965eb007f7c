"""Puts goldens, defects and harmless edits through the real gate, and through the rules critic alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from casewright.agents.recorded import recording
from casewright.agents.rules_critic import RulesCritic
from casewright.exams.given_writer import GivenWriter
from casewright.exams.paper import Item
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Limits, Parts
from casewright.graphs.state import GateState
from casewright.rubrics import ResolvedRubric, resolve
from casewright.runs.evaluation import Row, evaluate_text
from casewright.types import Case, Decision, FactCheck
from casewright.wire import from_json, to_json

__all__ = ["LEVEL", "Result", "Setting", "sit"]

Setting = Literal["gate", "rules"]
LEVEL = "sufficient"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item in one setting. ``facts`` is there where they were checked."""

    item: Item
    setting: Setting
    decision: Decision
    facts: FactCheck | None = None

    @property
    def accepted(self) -> bool:
        return self.decision.outcome == "accepted"


Judge = Callable[[Item], Awaitable[Result]]


async def sit(items: Sequence[Item], setting: Setting) -> list[Result]:
    """Every item's result.

    ``gate`` enters each report with its golden's case, one attempt: diversity, privacy, facts, critics, decide.
    ``rules`` evaluates it as a foreign report: the rules critic decides, and no fact is checked.
    """
    judge = _gate(items) if setting == "gate" else _rules()
    return [await judge(item) for item in items]


def _gate(items: Sequence[Item]) -> Judge:
    writer = GivenWriter({item.id: item.report for item in items})
    graph = build_gate(replace(_parts(), writer=writer)).compile()

    async def judge(item: Item) -> Result:
        case = replace(item.base.case, id=item.id)
        start: GateState = {"sample": item.id, "request": {"case": to_json(case)}, "target": _target(case)}
        with recording(item.id):
            ended: Any = await graph.ainvoke(start, {"recursion_limit": RECURSION_LIMIT})
        checked = ended.get("facts")
        facts = None if checked is None else from_json(FactCheck, checked)
        return Result(item, "gate", from_json(Decision, ended["decision"]), facts)

    return judge


def _rules() -> Judge:
    parts = _parts()
    graph = build_gate(parts).compile()

    async def judge(item: Item) -> Result:
        case = item.base.case
        row = Row(item.id, item.report.text, case.code, case.language, case.kind)
        record = await evaluate_text(parts, row, system=case.system, level=LEVEL, graph=graph)
        return Result(item, "rules", record.decision)

    return judge


def _parts() -> Parts:
    return Parts("exam", _resolve, (RulesCritic(),), limits=Limits(max_attempts=1))


def _target(case: Case) -> dict[str, Any]:
    return {"system": case.system, "code": case.code, "kind": case.kind, "language": case.language, "level": LEVEL}


@cache
def _resolve(system: str, code: str, kind: str) -> ResolvedRubric:
    return resolve(code, kind=kind, system=system)
