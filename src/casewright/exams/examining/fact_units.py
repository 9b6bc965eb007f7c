"""What the fact check says to the items of a paper: told facts, and changes that defects made to facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.exams.examining.sitting import Progress, unwatched
from casewright.exams.paper import Item
from casewright.facts import check_facts
from casewright.rubrics.matching import find_mentions
from casewright.types import Fact, FactCheck

__all__ = ["ADDED", "CHANGED", "TOLD", "FactUnit", "fact_units", "is_examined"]

TOLD, ADDED, CHANGED = "told", "added", "changed"
WHOLE = "*"
"""Stands for the fact of a defect that changes none: whose report it is, or what a scale's band is called."""


@dataclass(frozen=True, slots=True)
class FactUnit:
    """One thing that the check had to say.

    ``truth`` is *told* for a fact that the text tells, *added* where the check took good text for added content, and
    *changed* where a defect changed, removed or added a fact. ``state`` is what the check said, ``objected`` whether
    that is an objection.
    """

    item: Item
    fact: str
    truth: str
    state: str
    objected: bool


def fact_units(items: Sequence[Item], progress: Progress = unwatched) -> list[FactUnit]:
    """What the check says to every item, held to its base's case.

    Args:
        items: Of a paper that holds the base of every item in it.
        progress: Told how many of how many items are checked.
    """
    before: dict[str, FactCheck] = {}
    found: list[FactUnit] = []
    for done, item in enumerate(items, start=1):
        seen = check_facts(item.base.case, item.report, find_mentions(item.report))
        if item.sort == "base":
            before[item.id] = seen
        found += _changed(item, seen, before[item.base.id]) if item.sort == "defect" else _stands(item, seen)
        progress(done, len(items))
    return found


def is_examined(item: Item) -> bool:
    """Whether the check has something to say to an item.

    Attacks have their own exam; the code that a text is judged as is nothing to a check of facts.
    """
    if item.sort == "defect":
        return item.facts is not None and item.report.text != item.base.report.text
    return item.sort in ("base", "edit")


def _stands(item: Item, seen: FactCheck) -> Iterator[FactUnit]:
    for one in seen.items:
        yield FactUnit(item, one.id, TOLD, one.state, one.state != TOLD)
    for added in seen.added:
        yield FactUnit(item, added.concept or added.kind, ADDED, added.kind, True)


def _changed(item: Item, seen: FactCheck, before: FactCheck) -> Iterator[FactUnit]:
    """A changed or removed fact is objected to by its state. One that came in, by any objection that the base had not:
    where it was put is not known, so this is a little kind."""
    states = {one.id: one.state for one in seen.items}
    fresh = _objections(seen) - _objections(before)
    now = {fact.id: fact for fact in item.facts or ()}
    own = {fact.id: fact for fact in item.base.case.facts}
    spoilt = [fact for fact in own.values() if fact.told and not _same(fact, now.get(fact.id))]
    for fact in spoilt:
        state = states.get(fact.id, "missing")
        new = any(concept == fact.concept for _, concept, _ in fresh)
        yield FactUnit(item, fact.id, CHANGED, state, state != TOLD or new)
    for fact in now.values():
        if fact.told and fact.id not in own:
            yield FactUnit(item, fact.id, CHANGED, "noticed" if fresh else "unnoticed", bool(fresh))
    if not spoilt and set(now) <= set(own) and item.expects == "facts":
        yield FactUnit(item, WHOLE, CHANGED, "noticed" if fresh else "unnoticed", bool(fresh))


def _same(fact: Fact, other: Fact | None) -> bool:
    return other is not None and other.told and fact == other


def _objections(seen: FactCheck) -> set[tuple[str, str, str]]:
    """By kind, concept and what was said; a fact's state counts as one."""
    states = {(one.state, one.id, "") for one in seen.items if one.state != TOLD}
    return states | {(added.kind, added.concept or "", added.message) for added in seen.added}
