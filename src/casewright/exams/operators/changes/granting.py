"""Facts that would make a criterion's tree come out present: the rule language, read backwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product
from typing import Any, cast

from casewright.exams.bases import Base
from casewright.plans.cases.latent import candidate_sections, default_source
from casewright.types import Fact, Severity, Source, Status, Time
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.kinds import kind

__all__ = ["granting"]

MOST = 24
"""Ways that are looked at for one criterion."""


def granting(tree: Mapping[str, Any], base: Base) -> list[tuple[Fact, ...]]:
    """Sets of new facts, told in sections that the base has, each of which may satisfy the tree. May be empty.

    What a tree wants not to be, how long something lasts and ages are left alone: whether a set does satisfy the tree
    is for the tree to say.
    """
    ways = list(islice(_ways(tree), MOST))
    found = [[_fact(number, leaf, base) for number, leaf in enumerate(way, start=1)] for way in ways]
    return [tuple(fact for fact in facts if fact is not None) for facts in found if facts and None not in facts]


def _ways(tree: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    if "concept" in tree:
        return [[tree]]
    if "any" in tree:
        return [way for part in tree["any"] for way in _ways(part)]
    if "all" in tree:
        return _together([_ways(part) for part in tree["all"]])
    if "count" in tree:
        least = tree["count"].get("min", 0)
        parts = [ways for part in tree["of"] if (ways := _ways(part))]
        return _together(parts[:least]) if least and len(parts) >= least else []
    return [[]] if "not" in tree else []


def _together(parts: Sequence[list[list[Mapping[str, Any]]]]) -> list[list[Mapping[str, Any]]]:
    combined = islice(product(*parts), MOST)
    return [[leaf for way in chosen for leaf in way] for chosen in combined]


def _fact(number: int, leaf: Mapping[str, Any], base: Base) -> Fact | None:
    category = concept(leaf["concept"]).category
    known = {section.id for section in kind(base.case.kind).sections}
    wanted = leaf.get("sections") or candidate_sections(category, "patient")
    section = next((name for name in wanted if name in known), None)
    if section is None:
        return None
    grade = leaf.get("severity")
    return Fact(
        id=f"planted{number}-{leaf['concept']}"[:64],
        concept=leaf["concept"],
        section=section,
        status=cast(Status, leaf.get("status", "present")),
        time=_time(leaf),
        source=cast(Source, leaf.get("source") or default_source(category)),
        severity=cast("Severity | None", grade[0] if isinstance(grade, list) else grade),
    )


def _time(leaf: Mapping[str, Any]) -> Time:
    if leaf.get("status") == "absent" and leaf.get("time") == "any":
        return "lifetime"
    named = leaf.get("time", "current")
    return cast(Time, "current" if named == "any" else named)
