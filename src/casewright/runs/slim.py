"""What the figures of a run need of a record: without quotations, drafts, spans and what else makes it large."""

from __future__ import annotations

from dataclasses import replace

from casewright.types import Assessment, Attempt, CriterionResult, Fidelity, Privacy, Record, Report, Vote, VoteFailure

__all__ = ["slim_record"]

DRAFT = Assessment(Report("", ()))
"""Stands for the assessment of an earlier attempt: that there was one is all that is counted."""


def slim_record(record: Record, *, with_case: bool) -> Record:
    """The record with what summaries read; the text only of an accepted one."""
    return replace(
        record,
        text=record.text if record.decision.outcome == "accepted" or record.text is None else "",
        sections=(),
        fidelity=_slim(record.fidelity),
        seal=_slim(record.seal),
        facts=None,
        privacy=Privacy(record.privacy.reference, None, None, None, None) if record.privacy else None,
        case=record.case if with_case else None,
        history=tuple(Attempt(item.number, DRAFT if item.assessment else None) for item in record.history),
        extra={},
    )


def _slim(scored: Fidelity | None) -> Fidelity | None:
    return None if scored is None else replace(scored, criteria=tuple(_bare(item) for item in scored.criteria))


def _bare(result: CriterionResult) -> CriterionResult:
    votes = tuple(Vote(vote.critic, vote.criterion, vote.method, vote.answer, "") for vote in result.votes)
    failed = tuple(VoteFailure(item.critic, item.criterion, item.kind, "") for item in result.failures)
    return replace(result, votes=votes, failures=failed)
