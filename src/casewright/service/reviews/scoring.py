"""How much critics differ on a sample, and how near it is to a line: figures that the queue is ordered by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.graphs.parts import Limits
from casewright.types import Decision

__all__ = ["Weight", "disagreement", "nearness", "weigh"]

SETTLED = ("met", "unmet")


@dataclass(frozen=True, slots=True)
class Weight:
    """``disagreement`` and ``nearness`` are from 0 to 1; ``priority`` is their sum, and 2 more where the machine
    left the sample to people, so that these come first."""

    disagreement: float
    nearness: float
    priority: float


def weigh(record: Mapping[str, Any], decision: Decision, limits: Limits, level: str) -> Weight:
    """The weight of a record, given as JSON, under the decision that the machine came to."""
    differ, near = disagreement(record, decision), nearness(record, limits, level)
    return Weight(differ, near, differ + near + 2 * (decision.outcome == "needs_review"))


def disagreement(record: Mapping[str, Any], decision: Decision) -> float:
    """The largest of: share of criteria with votes of several critics on which they differ; share of criteria that
    loop and seal both settled on which they differ; and 1 where the seal overruled the loop."""
    own, sealed = _criteria(record.get("fidelity")), _criteria(record.get("seal"))
    overruled = decision.by == "seal" and decision.outcome == "rejected"
    return max(_among(own), _against(own, sealed), float(overruled))


def nearness(record: Mapping[str, Any], limits: Limits, level: str) -> float:
    """1 less the distance to the nearer of the lines that support and coverage are held against; 0 without figures."""
    found = record.get("fidelity") or {}
    lines = ((found.get("support"), limits.levels.get(level)), (found.get("coverage"), limits.coverage))
    gaps = [abs(value - line) for value, line in lines if value is not None and line is not None]
    return max(0.0, 1.0 - min(gaps)) if gaps else 0.0


def _criteria(fidelity: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = (fidelity or {}).get("criteria", ())
    return found


def _among(criteria: Sequence[Mapping[str, Any]]) -> float:
    asked = [{vote["critic"]: vote["answer"] for vote in one.get("votes", ())} for one in criteria]
    several = [answers for answers in asked if len(answers) > 1]
    return _share([len(set(answers.values())) > 1 for answers in several])


def _against(own: Sequence[Mapping[str, Any]], sealed: Sequence[Mapping[str, Any]]) -> float:
    said = {one["id"]: one["verdict"] for one in own if one["verdict"] in SETTLED}
    both = [(said[one["id"]], one["verdict"]) for one in sealed if one["id"] in said and one["verdict"] in SETTLED]
    return _share([first != second for first, second in both])


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
