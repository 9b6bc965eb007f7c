"""Votes settled into verdicts, and verdicts into the fidelity figures. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casewright.agents.evidence import verified
from casewright.graphs.gating import Gating
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Answer, CriterionResult, Fidelity, Report, VerdictState, Vote, VoteFailure

__all__ = ["fidelity", "settle", "verdict_of"]

WANTED: dict[str, dict[Answer, VerdictState]] = {
    "present": {"present": "met", "absent": "unmet", "not_mentioned": "unmet", "unclear": "undetermined"},
    "not_present": {"present": "unmet", "absent": "met", "not_mentioned": "met", "unclear": "undetermined"},
    "absent": {"present": "unmet", "absent": "met", "not_mentioned": "unmet", "unclear": "undetermined"},
}


def verdict_of(answer: Answer, want: str) -> VerdictState:
    """What an answer means for a criterion that wants ``present``, ``not_present`` or ``absent``."""
    return WANTED[want][answer]


def settle(
    criterion: Criterion, votes: Iterable[Vote | VoteFailure], gating: Gating, report: Report, age: int | None
) -> CriterionResult:
    """One criterion's result. Only critics that may decide it do; all votes are kept.

    Where they differ it is undetermined, but for one thing: a contradiction that code has found stands, whatever a
    judge says of it.
    """
    checked = [verified(vote, report) for vote in votes]
    heard = tuple(vote for vote in checked if isinstance(vote, Vote))
    failed = tuple(vote for vote in checked if isinstance(vote, VoteFailure))
    state: VerdictState = "not_applicable"
    if criterion.applies(report.kind, age):
        state = _settled(criterion, [v for v in heard if gating.may(v.critic, criterion, report.language)], gating)
    return CriterionResult(criterion.id, criterion.role, criterion.aspect, criterion.weight, state, heard, failed)


def _settled(criterion: Criterion, votes: Sequence[Vote], gating: Gating) -> VerdictState:
    told = [(vote.critic, verdict_of(vote.answer, criterion.want)) for vote in votes]
    if criterion.role == "contradicts" and any(name in gating.code and state == "unmet" for name, state in told):
        return "unmet"
    states = {state for _, state in told}
    return states.pop() if len(states) == 1 else "undetermined"


def fidelity(
    rubric: ResolvedRubric, votes: Sequence[Vote | VoteFailure], gating: Gating, report: Report, age: int | None
) -> Fidelity:
    """Support, coverage, contradictions, score and documentation over applicable criteria (architecture note)."""
    results = tuple(
        settle(item, [vote for vote in votes if vote.criterion == item.id], gating, report, age)
        for item in rubric.criteria
    )
    supports = [item for item in results if item.role == "supports" and item.verdict != "not_applicable"]
    answered = [item for item in supports if item.verdict in ("met", "unmet")]
    support = _share([item for item in supports if item.verdict == "met"], answered)
    against = [item for item in results if item.role == "contradicts" and item.verdict in ("met", "unmet")]
    broken = [item for item in against if item.verdict == "unmet"]
    return Fidelity(
        score=None if support is None else max(0.0, support - (_share(broken, against) or 0.0)),
        support=support,
        coverage=_share(answered, supports),
        contradictions=tuple(item.id for item in broken),
        documentation=_documentation(results),
        criteria=results,
    )


def _share(part: Sequence[CriterionResult], whole: Sequence[CriterionResult]) -> float | None:
    total = sum(item.weight for item in whole)
    return sum(item.weight for item in part) / total if total else None


def _documentation(results: Sequence[CriterionResult]) -> float | None:
    asked = [item for item in results if item.role == "documents" and item.verdict in ("met", "unmet")]
    return sum(item.verdict == "met" for item in asked) / len(asked) if asked else None
