"""Ratings by the arm whose text was read"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from casewright.studies.sheets.item import REAL
from casewright.studies.sheets.reading import Rating

__all__ = ["By", "by_arm"]

By = Mapping[str, Sequence[Rating]]


def by_arm(ratings: Sequence[Rating]) -> By:
    """Arms in the order of their names, the parrot behind them, real notes last."""
    found: dict[str, list[Rating]] = defaultdict(list)
    for item in sorted(ratings, key=lambda one: (one.of.real, one.of.parrot, one.of.arm)):
        found[REAL if item.of.real else item.of.arm].append(item)
    return found
