"""The parrot's figures: the same cases, told by joining the facts, through the same gate. No model, no cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from casewright.agents.parrot import ParrotWriter
from casewright.agents.recorded import recording
from casewright.agents.rules_critic import RulesCritic
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Limits, Parts
from casewright.graphs.state import GateState
from casewright.runs.proportions import proportion
from casewright.runs.records import wording_share
from casewright.types import Case, Fidelity, Record, Report
from casewright.wire import from_json, to_json

__all__ = ["MOST_CASES", "by_group", "parrot_figures"]

MOST_CASES = 200


async def parrot_figures(parts: Parts, records: Sequence[Record], levels: dict[str, str]) -> dict[str, Any]:
    """Acceptance of the parrot on the run's own cases (the first 200), by the critics that are code.

    Args:
        parts: The run's parts; its limits, reference corpus and rubrics are used.
        records: The run's records.
        levels: The level of support by order.
    """
    cases = [record.case for record in records if record.case is not None][:MOST_CASES]
    limits: Limits = replace(parts.limits, max_attempts=1)
    own = replace(parts, writer=ParrotWriter(), critics=(RulesCritic(),), seal=None, limits=limits)
    graph = build_gate(replace(own, progress=lambda sample, node, attempt: None)).compile()
    ended = [await _tell(graph, case, levels[case.order]) for case in cases]
    passed = sum(state["decision"]["outcome"] == "accepted" for state in ended)  # type: ignore[index]
    shares = [share for case, state in zip(cases, ended, strict=True) if (share := _share(case, state)) is not None]
    mean = sum(shares) / len(shares) if shares else None
    written = [record.wording_share for record in records if record.wording_share is not None]
    return {
        "accepted_of_tried": proportion(passed, len(cases)),
        "groups": _groups(cases, ended),
        "wording_share": mean,
        "writer_wording_share": sum(written) / len(written) if written else None,
    }


def by_group(found: Mapping[str, Any] | None) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Accepted and tried of the figures, by code, language and kind."""
    rows = (found or {}).get("groups", ())
    return {(row["code"], row["language"], row["kind"]): (row["accepted"], row["tried"]) for row in rows}


def _groups(cases: Sequence[Case], ended: Sequence[GateState]) -> list[dict[str, Any]]:
    counts: dict[tuple[str, str, str], list[bool]] = {}
    for case, state in zip(cases, ended, strict=True):
        passed = state["decision"]["outcome"] == "accepted"  # type: ignore[index]
        counts.setdefault((case.code, case.language, case.kind), []).append(passed)
    return [
        {"code": code, "language": language, "kind": kind, "accepted": sum(own), "tried": len(own)}
        for (code, language, kind), own in counts.items()
    ]


async def _tell(graph: Any, case: Case, level: str) -> GateState:
    target = {"system": case.system, "code": case.code, "kind": case.kind, "language": case.language, "level": level}
    start: GateState = {"sample": case.id, "request": {"case": to_json(case)}, "target": target}
    with recording(case.id):
        ended: GateState = await graph.ainvoke(start, {"recursion_limit": RECURSION_LIMIT})
    return ended


def _share(case: Case, state: GateState) -> float | None:
    report, scored = state.get("report"), state.get("fidelity")
    if report is None or scored is None:
        return None
    return wording_share(case, from_json(Report, report), from_json(Fidelity, scored))
