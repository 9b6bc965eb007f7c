"""A code's nearest siblings that a rubric tells apart from it."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.errors import UnknownCodeError
from casewright.icd10 import table
from casewright.overlays import RUBRICS, per_overlay
from casewright.studies.recoverability.classifiers.rubrics import own_criteria

__all__ = ["MOST_SIBLINGS", "siblings_told_apart"]

MOST_SIBLINGS = 3


@per_overlay(RUBRICS, "concepts", "kinds", "vocabulary")
def siblings_told_apart(system: str, code: str, kind: str) -> tuple[str, ...]:
    """Up to three codes under the same parent, the nearest in the table first; else under the parent's parent.

    Only those count that are asked something of their own which this code isn't asked: the others share its rubric,
    and a report that fits one fits them all.
    """
    for place in (code, *table(system).ancestors(code)):
        if "-" in place or not place[1:].replace(".", "").isdigit():
            break  # blocks and chapters have no siblings that a report could be mistaken for
        found = tuple(name for name in _nearest(system, place) if _differs(system, code, name, kind))
        if found:
            return found[:MOST_SIBLINGS]
    return ()


def _nearest(system: str, code: str) -> Iterator[str]:
    codes = table(system)
    parent = codes.entry(code).parent
    if parent is None:
        return
    row = codes.entry(parent).children
    own = row.index(code)
    yield from (
        row[place] for place in sorted(range(len(row)), key=lambda place: (abs(place - own), place)) if place != own
    )


def _differs(system: str, code: str, other: str, kind: str) -> bool:
    try:
        theirs = own_criteria(system, other, kind)
    except UnknownCodeError:
        return False
    mine = {(item.key, item.criterion.want) for item in own_criteria(system, code, kind)}
    own = [item for item in theirs if item.criterion.role != "documents"]
    return any((item.key, item.criterion.want) not in mine for item in own)
