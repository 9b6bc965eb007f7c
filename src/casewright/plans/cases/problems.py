"""Impossible combinations, in words: for what we draw as for what users hand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from casewright.plans.cases.limits import limit_problems
from casewright.plans.cases.population import read_data
from casewright.types import Case, Fact
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.kinds import kind

__all__ = ["case_problems"]


def case_problems(case: Case) -> tuple[str, ...]:
    """What can't be so, one sentence each; empty for a possible case."""
    return tuple(dict.fromkeys((*_contract(case), *_conflicts(case), *_circumstances(case), *limit_problems(case))))


def _contract(case: Case) -> Iterator[str]:
    sections = {section.id for section in kind(case.kind).sections}
    for name, number in Counter(fact.id for fact in case.facts).items():
        if number > 1:
            yield f"fact id {name!r} is used {number} times"
    for fact in case.facts:
        if fact.concept not in concepts():
            yield f"{fact.id}: unknown concept {fact.concept!r}"
        elif fact.severity is not None and not concepts()[fact.concept].severity:
            yield f"{fact.id}: {fact.concept} takes no severity"
        if fact.told and fact.section not in sections:
            yield f"{fact.id}: a {case.kind} has no section {fact.section!r}"
        if fact.told and _diagnosis(fact) and not kind(case.kind).states_diagnosis:
            yield f"{fact.id}: a {case.kind} states no diagnosis"


def _diagnosis(fact: Fact) -> bool:
    return fact.concept.startswith("dx-") and fact.subject == "patient"


def _conflicts(case: Case) -> Iterator[str]:
    """Two sources may disagree; one source can't say two things of the same person and time."""
    for one, other in _pairs(case):
        if _overlap(one, other):
            if one.status != other.status:
                yield f"{one.concept}: {one.source} says both {one.status} and {other.status}"
            elif _figures_differ(one, other):
                yield f"{one.concept}: {one.source} gives two figures in {one.quantity and one.quantity.unit}"


def _figures_differ(one: Fact, other: Fact) -> bool:
    if one.quantity is None or other.quantity is None:
        return False
    return one.quantity.unit == other.quantity.unit and one.quantity != other.quantity


def _pairs(case: Case) -> Iterator[tuple[Fact, Fact]]:
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in case.facts:
        groups.setdefault((fact.concept, fact.subject, fact.source), []).append(fact)
    for group in groups.values():
        yield from combinations(group, 2)


def _overlap(one: Fact, other: Fact) -> bool:
    return one.time == other.time or "lifetime" in (one.time, other.time)


def _circumstances(case: Case) -> Iterator[str]:
    rules = read_data("impossible")
    true = {fact.concept for fact in case.facts if _holds(fact)}
    for one, other in rules["exclusive"]:
        if {one, other} <= true:
            yield f"{one} and {other} can't both be true"
    for name in sorted(true & set(rules["ages"])):
        low, high = rules["ages"][name]
        if not low <= case.person.age <= high:
            yield f"{name} at {case.person.age} years; possible from {low} to {high}"
    for name in sorted(true & set(rules["sexes"])):
        if case.person.sex != rules["sexes"][name]:
            yield f"{name} with sex {case.person.sex}"
    for name in rules["ruled_out"].get(case.code, ()):
        if name in true:
            yield f"{name} can't be present in {case.code}"


def _holds(fact: Fact) -> bool:
    mine = fact.subject == "patient" and fact.status == "present" and fact.certainty == "confirmed"
    return mine and fact.time != "past"
