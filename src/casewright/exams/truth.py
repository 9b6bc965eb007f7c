"""What the right answer to a criterion is: the criterion's tree, evaluated on the facts that a text tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casewright.exams.entailments import entailed
from casewright.exams.qualities import known_from_facts, quality_facts
from casewright.graphs.verdicts import verdict_of
from casewright.overlays import PARTS, RUBRICS, per_overlay
from casewright.rubrics import Criterion, ResolvedRubric, resolve
from casewright.types import Answer, Case, Fact, VerdictState
from casewright.vocabulary.finds import evaluate

if TYPE_CHECKING:
    from casewright.exams.paper import Item

__all__ = ["SUFFICIENT", "Standing", "rubric_for", "standing", "true_answers", "truths"]

SUFFICIENT = 0.8
"""Least support of the level *sufficient* (architecture note)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a text fares under a rubric if every criterion is answered rightly; ``support`` as in `Fidelity`."""

    support: float | None
    contradictions: tuple[str, ...]
    unmet: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether a gate that answers rightly would accept it at the level *sufficient*."""
        return not self.contradictions and (self.support is None or self.support >= SUFFICIENT)


def truths(item: Item, rubric: ResolvedRubric) -> Mapping[str, Answer]:
    """True answers by criterion id, for the applicable criteria that say what to find; empty without facts.

    A criterion whose answer hangs on which of two statements of one source is believed, or on whether what a fact
    entails counts as said, has no right answer, and is left out; so is one about the text itself, which facts don't
    hold.
    """
    return {} if item.facts is None else true_answers(item.base.case, item.facts, rubric)


def true_answers(case: Case, facts: Sequence[Fact], rubric: ResolvedRubric) -> Mapping[str, Answer]:
    """The same for facts that need not be the case's own; only what is told counts."""
    age = case.person.age
    told = tuple(fact for fact in facts if fact.told)
    told = (*told, *quality_facts(told))
    readings = (told, *_readings(told), (*told, *entailed(told)))
    asked = [one for one in rubric.criteria if one.finds and one.applies(case.kind, age) and known_from_facts(one)]
    answers = {one.id: {_answer(one, facts, age) for facts in readings} for one in asked}
    return {name: found.pop() for name, found in answers.items() if len(found) == 1}


def standing(case: Case, facts: Sequence[Fact], rubric: ResolvedRubric) -> Standing:
    """What right answers add up to."""
    answers = true_answers(case, facts, rubric)
    verdicts = [(one, verdict_of(answers[one.id], one.want)) for one in rubric.criteria if one.id in answers]
    supports = [(one, state) for one, state in verdicts if one.role == "supports" and state in ("met", "unmet")]
    total = sum(one.weight for one, _ in supports)
    met = sum(one.weight for one, state in supports if state == "met")
    return Standing(
        support=met / total if total else None,
        contradictions=tuple(_unmet(verdicts, "contradicts")),
        unmet=tuple(_unmet(verdicts, "supports")),
    )


@per_overlay(*PARTS, RUBRICS)
def rubric_for(code: str, kind: str, system: str) -> ResolvedRubric:
    """Our own rubric of a code and kind, resolved once."""
    return resolve(code, kind=kind, system=system)


def _unmet(verdicts: Sequence[tuple[Criterion, VerdictState]], role: str) -> Iterator[str]:
    yield from (one.id for one, state in verdicts if one.role == role and state == "unmet")


def _answer(criterion: Criterion, told: Sequence[Fact], age: int) -> Answer:
    finding = evaluate(criterion.finds, told, age)
    return finding.answer if finding.shown_by else "not_mentioned"


def _readings(told: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Where a source contradicts itself: the facts without its statements, and without its denials."""
    pairs = [(yes, no) for yes in told if yes.status == "present" for no in told if _deny_each_other(yes, no)]
    for side in (0, 1) if pairs else ():
        dropped = {pair[side].id for pair in pairs}
        yield tuple(fact for fact in told if fact.id not in dropped)


def _deny_each_other(one: Fact, other: Fact) -> bool:
    same = (one.concept, one.subject, one.source) == (other.concept, other.subject, other.source)
    return same and other.status == "absent" and (one.time == other.time or "lifetime" in (one.time, other.time))
