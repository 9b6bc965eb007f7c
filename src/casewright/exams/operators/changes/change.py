"""What an operator would change, and how the change gets into a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from casewright.errors import UsageError
from casewright.exams.bases import Base, recompose
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect, Stage
from casewright.exams.passages import with_text
from casewright.exams.swaps import Swap, make_swaps
from casewright.types import Fact, Person, Report

__all__ = ["Change", "facts_after", "plant"]


@dataclass(frozen=True, slots=True)
class Change:
    """One way to spoil a base.

    ``changed`` gives facts of the base, by id, what they become; ``None`` takes one away. ``added`` come to them. A
    text that somebody wrote is changed by ``swaps``; a composed one is told anew from the changed facts, about
    ``person`` where that is what changes.
    """

    said: str
    changed: Mapping[str, Fact | None] = field(default_factory=dict)
    added: tuple[Fact, ...] = ()
    swaps: tuple[Swap, ...] = ()
    person: Person | None = None


def plant(operator: str, base: Base, seed: int, changes: Sequence[Change], expects: Stage = "facts") -> Defect | None:
    """A defect by one of these changes, chosen by base and seed; ``None`` if none of them can be told."""
    left = list(changes)
    while left:
        change = pick(left, operator, base.id, seed)
        report = _told(base, change)
        if report is not None and report.text != base.report.text:
            return Defect(operator, base.id, report, expects, change.said, facts_after(base, change))
        left.remove(change)
    return None


def facts_after(base: Base, change: Change) -> tuple[Fact, ...]:
    """The facts that the spoilt text tells."""
    kept = (change.changed.get(fact.id, fact) for fact in base.case.facts)
    return (*(fact for fact in kept if fact is not None), *change.added)


def _told(base: Base, change: Change) -> Report | None:
    if base.origin != "composed":
        return with_text(base.report, make_swaps(base.report.text, change.swaps)) if change.swaps else None
    case = replace(base.case, facts=facts_after(base, change), person=change.person or base.case.person)
    try:
        return recompose(case)
    except UsageError:
        return None
