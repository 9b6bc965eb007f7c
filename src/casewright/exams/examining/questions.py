"""From a paper to questions: which criteria are asked about which report, and what counts as right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casewright.exams.bases import Base
from casewright.exams.paper import Item, paper
from casewright.exams.response import Question
from casewright.exams.truth import truths
from casewright.graphs.parts import Resolver
from casewright.types import Language, VerdictState

__all__ = ["CriterionKey", "criterion_key", "exam_questions", "family_of", "is_accuracy", "paper_in"]

CriterionKey = tuple[str, str]
"""A criterion as it is worded: id and hash."""


def paper_in(language: Language, bases: Iterable[Base], seed: int = 0) -> list[Item]:
    """The paper over those of the bases that are in this language."""
    return paper([base for base in bases if base.case.language == language], seed)


def exam_questions(items: Iterable[Item], resolve: Resolver) -> tuple[Question, ...]:
    """The questions that a paper's items allow; attacks have their own.

    Of a base every criterion is asked. Of a defect only those whose true verdict the defect changed: the others are
    the base's questions once more, and twenty copies of a right answer flatter. Of a harmless edit every criterion,
    to see whether the answer stays.
    """
    before: dict[tuple[str, str], Mapping[CriterionKey, VerdictState]] = {}
    found: list[Question] = []
    for item in items:
        if item.sort == "attack":
            continue
        asked = _asked(item, resolve)
        if item.sort == "defect":
            place = (item.base.id, item.base.case.code)
            if place not in before:
                before[place] = {criterion_key(one): one.wanted for one in _asked(_as_base(item), resolve)}
            asked = [one for one in asked if before[place].get(criterion_key(one)) != one.wanted]
        found += asked
    return tuple(found)


def criterion_key(question: Question) -> CriterionKey:
    """Which criterion is asked, whatever the report."""
    return question.criterion.id, question.criterion.hash


def family_of(question: Question) -> str:
    """Role and aspect, such as ``supports/diagnosis``."""
    return f"{question.criterion.role}/{question.criterion.aspect}"


def is_accuracy(question: Question) -> bool:
    """Whether its answer is right or wrong; that of a harmless edit is only the same as before or not."""
    return question.item.sort != "edit"


def _asked(item: Item, resolve: Resolver) -> list[Question]:
    case = item.base.case
    rubric = resolve(case.system, item.code, case.kind)
    true = truths(item, rubric)
    return [Question(item, one, true[one.id]) for one in rubric.criteria if one.id in true]


def _as_base(item: Item) -> Item:
    base = item.base
    return Item(base.id, base, "base", "", base.report, base.case.facts, base.case.code)
