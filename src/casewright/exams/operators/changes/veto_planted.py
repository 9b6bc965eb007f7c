"""Veto planted: the text says what one of its rubric's vetoes is about, whichever code it is.

Needs no words but those that tell facts, so it applies to texts that code composes, and to any rubric.
"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.changes.granting import granting
from casewright.exams.operators.defect import Defect
from casewright.exams.truth import rubric_for, true_answers
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Aspect, Fact

__all__ = ["veto_diagnosis", "veto_severity"]


def veto_diagnosis(base: Base, seed: int = 0) -> Defect | None:
    """Adds what rules the diagnosis out: another disorder's picture, or a denial of what it is made of."""
    return _plant("diagnosis-vetoed", "diagnosis", base, seed)


def veto_severity(base: Base, seed: int = 0) -> Defect | None:
    """Adds what the stated degree of severity rules out."""
    return _plant("severity-vetoed", "severity", base, seed)


def _plant(name: str, aspect: Aspect, base: Base, seed: int) -> Defect | None:
    if base.origin != "composed":
        return None
    rubric = rubric_for(base.case.code, base.case.kind, base.case.system)
    asked = [one for one in rubric.applicable(base.case.person.age) if one.finds and one.aspect == aspect]
    vetoes = [one for one in asked if one.role == "contradicts" and not one.id.startswith("excludes-")]
    return plant(name, base, seed, [change for one in vetoes for change in _changes(base, rubric, one)], "critics")


def _changes(base: Base, rubric: ResolvedRubric, veto: Criterion) -> Iterator[Change]:
    for added in granting(veto.finds, base):
        change = Change(
            f"{veto.id}: {', '.join(fact.concept for fact in added)}", _cleared(base, added), _new(base, added)
        )
        kept = (change.changed.get(fact.id, fact) for fact in base.case.facts)
        after = (*(fact for fact in kept if fact is not None), *change.added)
        if change.added and true_answers(base.case, after, rubric).get(veto.id) == "present":
            yield change


def _new(base: Base, added: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Without what the base tells already."""
    told = {(fact.concept, fact.status, fact.severity, fact.time) for fact in base.case.facts}
    return tuple(fact for fact in added if (fact.concept, fact.status, fact.severity, fact.time) not in told)


def _cleared(base: Base, added: tuple[Fact, ...]) -> dict[str, Fact | None]:
    """What the base says otherwise of the same concepts goes, so that the planted statement is the only one."""
    planted = {fact.concept: fact.status for fact in added}
    return {
        fact.id: None
        for fact in base.case.facts
        if fact.concept in planted and fact.status != planted[fact.concept] and fact.subject == "patient"
    }
