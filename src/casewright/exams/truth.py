"""What the right answer to a criterion is: the criterion's tree, evaluated on the facts that a text tells."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.paper import Item
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Answer
from casewright.vocabulary.finds import evaluate

__all__ = ["truths"]


def truths(item: Item, rubric: ResolvedRubric) -> Mapping[str, Answer]:
    """True answers by criterion id, for the applicable criteria that say what to find; empty without facts."""
    if item.facts is None:
        return {}
    age = item.base.case.person.age
    asked = [one for one in rubric.criteria if one.finds and one.applies(item.base.case.kind, age)]
    told = tuple(fact for fact in item.facts if fact.told)
    return {one.id: _answer(one, told, age) for one in asked}


def _answer(criterion: Criterion, told: tuple[object, ...], age: int) -> Answer:
    finding = evaluate(criterion.finds, told, age)  # type: ignore[arg-type]
    return finding.answer if finding.shown_by else "not_mentioned"
