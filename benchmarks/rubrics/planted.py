"""Planted defects by category: what the rules critic makes of questions whose right answer a defect changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from benchmarks.rubrics.candidates import DEEP

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import Rate
from casewright.exams.examining.counting import false_accepts, false_rejects
from casewright.exams.examining.questions import exam_questions, is_accuracy, paper_in
from casewright.exams.examining.shipped import default_bases
from casewright.exams.examining.sitting import sit_questions
from casewright.exams.response import Response
from casewright.exams.truth import rubric_for
from casewright.rubrics import ResolvedRubric
from casewright.types import Language

__all__ = ["render_planted"]

LANGUAGES: tuple[Language, ...] = ("en", "es")
ROLES = ("supports", "contradicts")
HEAD = "| category | base texts | supports: false accepts | false rejects | contradicts: false accepts | rejects |"


def render_planted() -> list[str]:
    """Wrong of asked with 95 % intervals (clustered by base text), by category, role and language."""
    lines = ["### Planted defects by category", ""]
    for language in LANGUAGES:
        responses = asyncio.run(_responses(language))
        lines += [f"In {'English' if language == 'en' else 'Spanish'}:", ""]
        lines += [HEAD, "|---|---|---|---|---|---|", *_rows(responses), ""]
    return lines[:-1]


def _resolve(system: str, code: str, kind: str) -> ResolvedRubric:
    return rubric_for(code, kind, system)


async def _responses(language: Language) -> Sequence[Response]:
    questions = exam_questions(paper_in(language, default_bases()), _resolve)
    answered = await sit_questions(RulesCritic(), questions, _resolve)
    return [one for one in answered if is_accuracy(one.question)]


def _rows(responses: Sequence[Response]) -> Iterator[str]:
    for category in DEEP:
        own = [one for one in responses if one.question.item.base.case.code.startswith(category)]
        bases = len({one.question.item.base.id for one in own})
        cells = [_told(rate) for role in ROLES for rate in _rates(own, role)]
        yield f"| {category} | {bases} | {' | '.join(cells)} |"


def _rates(responses: Sequence[Response], role: str) -> tuple[Rate, Rate]:
    mine = [one for one in responses if one.question.criterion.role == role]
    return false_accepts(mine), false_rejects(mine)


def _told(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return f"{rate.hits}/{rate.n}"
    return f"{rate.hits}/{rate.n} ({rate.low:.2f}-{rate.high:.2f})"
