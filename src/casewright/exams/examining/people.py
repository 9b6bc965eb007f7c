"""What people labelled, counted with all else and also by itself."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.exams.examining.counting import false_accepts, false_rejects
from casewright.exams.examining.deciding import told
from casewright.exams.response import Question, Response

__all__ = ["people_asked", "people_notes"]


def people_asked(questions: Sequence[Question]) -> int:
    """Reports labelled by people that are asked about."""
    return len({one.item.id for one in questions if one.item.base.origin == "people"})


def people_notes(responses: Sequence[Response]) -> tuple[str, ...]:
    """Both errors on their reports, in a sentence."""
    own = [one for one in responses if one.question.item.base.origin == "people"]
    if not own:
        return ()
    reports = people_asked([one.question for one in own])
    accepts, rejects = told(false_accepts(own)), told(false_rejects(own))
    return (f"on the {reports} reports labelled by people alone: false accepts {accepts}, false rejects {rejects}",)
