"""The parrot on the cases that a study's arms told: facts joined by full stops, through the same gate, by code alone"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from casewright.agents.parrot import ParrotWriter
from casewright.agents.recorded import recording
from casewright.agents.rules_critic import RulesCritic
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Parts
from casewright.graphs.state import GateState
from casewright.runs.records import build_record
from casewright.studies.loading.lines import report_of
from casewright.studies.loading.portion import Portion
from casewright.studies.loading.slimming import Slimmer
from casewright.studies.material import StudyReport, Tell
from casewright.types import Case
from casewright.wire import from_json, to_json

__all__ = ["MOST_CASES", "chosen_cases", "parrot_portion"]

MOST_CASES = 200
SAID = (
    "the parrot told {n} of the arms' {of} cases just now and was judged by code alone; novelty within a run, which is "
    "decided when a run is committed, was not asked of it"
)


async def parrot_portion(
    parts: Parts,
    reports: Sequence[StudyReport],
    levels: Mapping[str, str],
    *,
    seed: int = 0,
    most: int = MOST_CASES,
    tell: Tell = lambda what, done, of: None,
) -> Portion:
    """The parrot's reports of cases that others told.

    Args:
        parts: Of a gate whose rubrics, limits and corpus are those of the runs.
        reports: Samples of any arms; those that hold no case are left out.
        levels: The level of support by order.
        seed: Of the choice of cases.
        most: Cases told, at most.
        tell: Hears how many are told.
    """
    limits = replace(parts.limits, max_attempts=1)
    own = replace(parts, writer=ParrotWriter(), critics=(RulesCritic(),), seal=None, limits=limits)
    quiet = replace(own, progress=lambda sample, node, attempt: None)
    graph: Any = build_gate(quiet).compile()
    slimmer, found = Slimmer(), list[StudyReport]()
    cases, of = chosen_cases(reports, seed, most)
    for done, case in enumerate(cases):
        tell("the parrot tells the same cases", done, len(cases))
        with recording(case.id) as kept:
            ended: GateState = await graph.ainvoke(_start(case, levels), {"recursion_limit": RECURSION_LIMIT})
        record = to_json(build_record(ended, quiet, "parrot", kept))
        found.append(report_of(record, slimmer, f"the parrot's {case.id}", of_run=True))
    tell("the parrot tells the same cases", len(cases), len(cases))
    return Portion("the parrot", tuple(found), "parrot", "parrot", loop=False, said=(SAID.format(n=len(found), of=of),))


def _start(case: Case, levels: Mapping[str, str]) -> GateState:
    level = levels.get(case.order, "sufficient")
    target = {"system": case.system, "code": case.code, "kind": case.kind, "language": case.language, "level": level}
    return {"sample": case.id, "request": {"case": to_json(case)}, "target": target}


def chosen_cases(reports: Sequence[StudyReport], seed: int, most: int) -> tuple[list[Case], int]:
    """So many cases, as many of each code, language and kind as there are, and of how many they were chosen."""
    known = {report.pair: report for report in reports if report.record.get("case")}
    groups: dict[tuple[str, str, str], list[str]] = {}
    for pair in sorted(known):
        one = known[pair]
        groups.setdefault((one.code, one.language, one.kind), []).append(pair)
    dice = random.Random(seed)  # noqa: S311 - a sample that can be drawn again
    for own in groups.values():
        dice.shuffle(own)
    in_turn = [
        pair for place in range(max(map(len, groups.values()), default=0)) for own in groups.values()
        for pair in own[place : place + 1]
    ]  # fmt: skip
    return [from_json(Case, known[pair].record["case"]) for pair in sorted(in_turn[:most])], len(known)
