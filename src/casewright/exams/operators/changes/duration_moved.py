"""Duration moved: how long the illness has lasted, or how soon it began, crosses the limit of the code's rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.changes.limits import Limit, limits
from casewright.exams.operators.changes.spans import find_spans
from casewright.exams.operators.defect import Defect
from casewright.exams.swaps import Swap
from casewright.exams.truth import rubric_for, true_answers
from casewright.rubrics import ResolvedRubric
from casewright.types import Fact, Quantity
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.quantities import days

__all__ = ["move_duration"]

EVENTS = 1.6
"""An event must lie back further than the onset that comes after it: so many times."""


def move_duration(base: Base, seed: int = 0) -> Defect | None:
    """Puts a span beyond the limit in place of every one that keeps it.

    Does not apply where the rubric has no limit of time, where the facts don't keep it, or where a span can't be told
    apart in the text.
    """
    rubric = rubric_for(base.case.code, base.case.kind, base.case.system)
    found = (_change(base, rubric, limit) for limit in limits(rubric, base.case.person.age))
    return plant("duration-moved", base, seed, [one for one in found if one is not None])


def _change(base: Base, rubric: ResolvedRubric, limit: Limit) -> Change | None:
    moved = _onset(base, limit) if limit.onset else _lengths(base, limit)
    if base.origin != "composed":
        moved = _with_shared(base, moved)
    swaps = () if base.origin == "composed" else _swaps(base, moved)
    if not moved or swaps is None:
        return None
    after = [moved.get(fact.id, fact) for fact in base.case.facts]
    before, now = (true_answers(base.case, facts, rubric).get(limit.criterion) for facts in (base.case.facts, after))
    if (before, now) != ("present", "absent"):
        return None
    said = "; ".join(f"{fact.concept} became {_said(fact.quantity)}" for fact in moved.values())
    return Change(f"{limit.criterion}: {said}", moved, swaps=swaps)


def _said(quantity: Quantity | None) -> str:
    return "" if quantity is None else f"{quantity.value:g} {quantity.unit}"


def _lengths(base: Base, limit: Limit) -> dict[str, Fact]:
    return {
        fact.id: replace(fact, quantity=limit.beyond)
        for fact in base.case.facts
        if fact.concept in limit.concepts and fact.subject == "patient" and _keeps(fact, limit)
    }


def _keeps(fact: Fact, limit: Limit) -> bool:
    length = None if fact.quantity is None else days(fact.quantity)
    return fact.status == "present" and length is not None and limit.kept_by(length)


def _onset(base: Base, limit: Limit) -> dict[str, Fact]:
    """A stated latency goes beyond the limit, and with it the event if it isn't so long ago; else the event alone."""
    latency = [fact for fact in base.case.facts if fact.concept == "onset-latency" and _keeps(fact, limit)]
    events = [fact for fact in base.case.facts if concept(fact.concept).category == "event" and _length(fact)]
    least = _length_of(limit.beyond)
    if not latency:
        starts = [_length(fact) for fact in base.case.facts if fact.concept in (*limit.concepts, "illness-duration")]
        least += max(starts, default=0.0)
    moved = {fact.id: replace(fact, quantity=limit.beyond) for fact in latency}
    long_ago = Quantity(round(least * EVENTS / _length_of(Quantity(1, "months"))), "months")
    return moved | {one.id: replace(one, quantity=long_ago) for one in events if _length(one) <= least}


def _length(fact: Fact) -> float:
    return 0.0 if fact.quantity is None or fact.status != "present" else _length_of(fact.quantity)


def _length_of(quantity: Quantity) -> float:
    return days(quantity) or 0.0


def _swaps(base: Base, moved: Mapping[str, Fact]) -> tuple[Swap, ...] | None:
    """The places where these spans stand; ``None`` where one is not there, or more than once."""
    swaps: set[Swap] = set()
    for fact in base.case.facts:
        if (new := moved.get(fact.id)) is not None and new.quantity is not None and fact.quantity is not None:
            places = find_spans(base.report, fact.section, fact.quantity, new.quantity)
            if len(places) != 1:
                return None
            swaps.add(places[0])
    return tuple(sorted(swaps, key=lambda swap: swap.start))


def _with_shared(base: Base, moved: Mapping[str, Fact]) -> dict[str, Fact]:
    """A span that a section names once may tell two of its facts: both move."""
    spans = {(fact.section, fact.quantity): moved[fact.id] for fact in base.case.facts if fact.id in moved}
    return {
        fact.id: replace(fact, quantity=new.quantity)
        for fact in base.case.facts
        if fact.quantity is not None and (new := spans.get((fact.section, fact.quantity))) is not None
    }
