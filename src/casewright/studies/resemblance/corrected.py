"""p values of the arms of a language, corrected for there being several arms"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casewright.measures.figure import Figure
from casewright.studies.resemblance.findings import ArmFound, Findings
from casewright.studies.statistics import holm

__all__ = ["Corrected", "corrected"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """An arm's p values by Holm: of MMD² at equal lengths and on whole texts, and of the classifier's accuracy."""

    mmd2: Figure
    mmd2_whole: Figure
    accuracy: Figure


def corrected(found: Findings) -> Mapping[str, Corrected]:
    """By arm, for those of which anything is told."""
    arms = {name: arm for name, arm in found.arms.items() if isinstance(arm, ArmFound)}
    lists = zip(
        _by_holm([arm.equal.test.p for arm in arms.values()]),
        _by_holm([arm.whole.test.p for arm in arms.values()]),
        _by_holm([arm.told.equal.p for arm in arms.values()]),
        strict=True,
    )
    return {name: Corrected(*own) for name, own in zip(arms, lists, strict=True)}


def _by_holm(raw: list[Figure]) -> list[Figure]:
    """Intervals of a permutation p are widened by the same factor."""
    told = [one.value for one in raw if one.value is not None]
    fixed = iter(holm(told))
    return [one if one.value is None else _scaled(one, one.value, next(fixed)) for one in raw]


def _scaled(one: Figure, value: float, fixed: float) -> Figure:
    factor = fixed / value if value else 1.0
    low, high = (None if end is None else min(1.0, end * factor) for end in (one.low, one.high))
    return replace(one, value=fixed, low=low, high=high)
