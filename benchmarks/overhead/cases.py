"""The same orders for every contestant: cases with reports written beforehand, rubrics, and the judges' requests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from casewright.agents.judge import Judge
from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief
from casewright.errors import ModelFailure
from casewright.models import ModelRequest
from casewright.plans import CaseRequest, draw_case
from casewright.rubrics import ResolvedRubric, resolve
from casewright.testing import FunctionModel
from casewright.types import Case, Order, Report

JUDGES = 3
ORDER = Order("F32.1", kind="intake")
Shape = Literal["single", "aspect", "criterion"]
"""How often a judge is called: once with the questions of one aspect, once an aspect, once a question."""


@dataclass(frozen=True)
class Written:
    """A writer whose reports are there already, by case."""

    reports: dict[str, Report]
    name: str = "written"
    fingerprint: str = "written"

    async def write(self, brief: Brief) -> Report:
        return self.reports[brief.case.id]


@cache
def rubric_of(shape: Shape) -> ResolvedRubric:
    """The shipped rubric; for ``single`` its criteria of one aspect alone, so that a judge is called once."""
    found = resolve(ORDER.code, kind=ORDER.kind)
    if shape != "single":
        return found
    return replace(found, criteria=tuple(item for item in found.criteria if item.aspect == "diagnosis"))


def draw(count: int, first: int = 0) -> list[Case]:
    """Cases ``first`` and on; all differ, so no answer of one is another's."""
    needs = rubric_of("criterion").needs()
    return [draw_case(CaseRequest("overhead", ORDER, number, 7, needs)) for number in range(first, first + count)]


async def tell(cases: list[Case]) -> Written:
    """Their reports by the parrot."""
    return Written({case.id: await ParrotWriter().write(Brief(case, 1)) for case in cases})


async def requests_of(report: Report, age: int, shape: Shape) -> list[ModelRequest]:
    """What one judge asks about a report."""
    asked: list[ModelRequest] = []

    def note(request: ModelRequest) -> ModelFailure:
        asked.append(request)
        return ModelFailure("server", "noted, not answered")

    judge = Judge(FunctionModel(note), "criterion" if shape == "criterion" else "aspect")
    await judge.review(report, rubric_of(shape), age)
    return asked
