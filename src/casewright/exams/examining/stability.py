"""Answers that should have stayed the same: when asked again, and after a harmless edit."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.certificates import Rate
from casewright.exams.examining.counting import clustered
from casewright.exams.examining.questions import CriterionKey, criterion_key
from casewright.exams.response import Response
from casewright.types import Vote

__all__ = ["changed_by_edits", "flips"]


def flips(first: Sequence[Response], second: Sequence[Response]) -> Rate | None:
    """Of the questions answered both times, those whose second answer differs; ``None`` if nobody was asked again."""
    before = {_place(one): one for one in first}
    pairs = {_place(one): (before[_place(one)], one) for one in second if _place(one) in before}
    if not pairs:
        return None
    return clustered(
        (again for once, again in pairs.values() if _both_said(once, again)),
        lambda again: _said(again) != _said(before[_place(again)]),
    )


def changed_by_edits(responses: Sequence[Response]) -> Rate | None:
    """Of the questions answered about a base and about its harmless edit, those whose answer the edit changed."""
    before: dict[tuple[str, CriterionKey], Response] = {
        (one.question.item.base.id, criterion_key(one.question)): one
        for one in responses
        if one.question.item.sort == "base"
    }
    edited = [
        (before[key], one)
        for one in responses
        if one.question.item.sort == "edit"
        and (key := (one.question.item.base.id, criterion_key(one.question))) in before
    ]
    if not edited:
        return None
    changed = {id(one): _said(one) != _said(base) for base, one in edited}
    return clustered((one for base, one in edited if _both_said(base, one)), lambda one: changed[id(one)])


def _place(response: Response) -> tuple[str, str, CriterionKey]:
    item = response.question.item
    return item.base.origin, item.id, criterion_key(response.question)


def _said(response: Response) -> str:
    return response.vote.answer if isinstance(response.vote, Vote) else ""


def _both_said(one: Response, other: Response) -> bool:
    return bool(_said(one)) and bool(_said(other))
