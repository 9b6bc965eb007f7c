"""Votes settled into verdicts, and verdicts into the fidelity figures. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casewright.agents.evidence import verified
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
    criterion: Criterion, votes: Iterable[Vote | VoteFailure], gating: frozenset[str], report: Report, age: int | None
) -> CriterionResult:
    """One criterion's result. Only critics that may gate decide; where they differ it is undetermined."""
    checked = [verified(vote, report) for vote in votes]
    heard = tuple(vote for vote in checked if isinstance(vote, Vote))
    failed = tuple(vote for vote in checked if isinstance(vote, VoteFailure))
    state: VerdictState = "undetermined"
    if not criterion.applies(report.kind, age):
        state = "not_applicable"
    else:
        states = {verdict_of(vote.answer, criterion.want) for vote in heard if vote.critic in gating}
        state = states.pop() if len(states) == 1 else "undetermined"
    return CriterionResult(criterion.id, criterion.role, criterion.aspect, criterion.weight, state, heard, failed)


def fidelity(
    rubric: ResolvedRubric, votes: Sequence[Vote | VoteFailure], gating: frozenset[str], report: Report, age: int | None
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
