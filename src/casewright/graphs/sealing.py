"""The sealed judge's word: what it makes of a report that the loop accepted, and what that decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from casewright.graphs.decide import fidelity_reasons, open_questions
from casewright.graphs.gating import Gating
from casewright.graphs.parts import Limits
from casewright.graphs.verdicts import fidelity
from casewright.rubrics import ResolvedRubric
from casewright.types import Decision, Fidelity, Reason, Report, Vote, VoteFailure

__all__ = ["Ruling", "Sealing", "ruling_of", "seal_criteria", "seal_report"]

Ruling = Literal["accepts", "refuses", "cannot_answer"]


@dataclass(frozen=True, slots=True)
class Sealing:
    """What the seal said; ``decision`` only where it is certified and doesn't agree with the loop."""

    fidelity: Fidelity
    decision: Decision | None = None


def seal_criteria(rubric: ResolvedRubric, gating: Gating, report: Report, age: int | None) -> ResolvedRubric:
    """The rubric cut down to the applicable criteria that the seal may decide."""
    asked = (item for item in rubric.criteria if item.applies(report.kind, age))
    return replace(rubric, criteria=tuple(item for item in asked if gating.seals(item, report.language)))


def seal_report(
    name: str, votes: Sequence[Vote | VoteFailure], rubric: ResolvedRubric, gating: Gating, report: Report,
    age: int | None, limits: Limits, level: str, judging: str,
) -> Sealing:  # fmt: skip
    """Holds the seal's votes against the rubric by itself; no other critic is heard.

    Where it may decide nothing its votes are figured as if it might, and decide nothing. Where it may, only the
    criteria that it is certified for count, towards coverage too.
    """
    own = seal_criteria(rubric, gating, report, age)
    if not own.criteria:
        return Sealing(fidelity(rubric, votes, Gating.everything(name), report, age))
    alone = gating.as_seal(name)
    shown, found = (fidelity(asked, votes, alone, report, age) for asked in (rubric, own))
    return Sealing(shown, _decision(found, limits, level, judging))


def _decision(found: Fidelity, limits: Limits, level: str, judging: str) -> Decision | None:
    match ruling_of(found, limits, level):
        case "accepts":
            return None
        case "refuses":
            against = fidelity_reasons(found, limits.levels[level])
            told = tuple(Reason("seal", f"refused: {item.message}", item.criterion, item.target) for item in against)
            return Decision("rejected", "seal", judging, told)
        case "cannot_answer":
            return Decision("needs_review", "seal", judging, (Reason("seal", "the sealed judge could not answer"),))


def ruling_of(found: Fidelity, limits: Limits, level: str) -> Ruling:
    """What a seal's figures amount to: a contradiction or too little support refuses, an open question can't answer."""
    if fidelity_reasons(found, limits.levels[level]):
        return "refuses"
    supports = [item for item in found.criteria if item.role == "supports" and item.verdict != "not_applicable"]
    return "cannot_answer" if open_questions(found, limits, any_support=bool(supports)) else "accepts"
