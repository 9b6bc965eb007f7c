"""How well a rubric fits a note, from the rules critic's answers alone. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from benchmarks.rubrics.answers import Answers

from casewright.graphs.verdicts import verdict_of
from casewright.rubrics import Criterion
from casewright.types import VerdictState

__all__ = ["EXPECTED", "VETOED", "evidence", "states", "support", "vetoes"]

EXPECTED = 0.5
"""How often a criterion is taken to be documented where its code is right: a constant of ours, not fitted."""
VETOED = -1000.0
"""Taken off a sum of evidence for each veto: a vetoed rubric comes behind every other."""


def states(rubric: Sequence[Criterion], answers: Answers) -> dict[str, VerdictState]:
    """What each answer means for what its criterion wants."""
    return {item.id: verdict_of(answers[item.id], item.want) for item in rubric if item.id in answers}


def vetoes(rubric: Sequence[Criterion], answers: Answers) -> tuple[str, ...]:
    """Contradictions that are unmet."""
    found = states(rubric, answers)
    return tuple(item.id for item in rubric if item.role == "contradicts" and found.get(item.id) == "unmet")


def support(rubric: Sequence[Criterion], answers: Answers) -> float:
    """Weight met over weight met or unmet, as the gate counts it; 0 behind a veto or where nothing is asked."""
    found = states(rubric, answers)
    asked = [item for item in rubric if item.role == "supports" and found.get(item.id) in ("met", "unmet")]
    total = sum(item.weight for item in asked)
    if not total or vetoes(rubric, answers):
        return 0.0
    return sum(item.weight for item in asked if found[item.id] == "met") / total


def evidence(rubric: Sequence[Criterion], answers: Answers, background: Mapping[str, float]) -> float:
    """Sum of log-likelihood ratios of the supporting criteria against notes of other specialties.

    A met criterion of weight 1 counts log(``EXPECTED`` / b), an unmet one log((1 - ``EXPECTED``) / (1 - b)), where b
    is the share of other specialties' notes that meet it: the one thing here that is fitted, and on no psychiatric
    note. What is unclear counts for nothing.
    """
    found = states(rubric, answers)
    total = VETOED * len(vetoes(rubric, answers))
    for item in rubric:
        if item.role == "supports" and found.get(item.id) in ("met", "unmet"):
            total += item.weight * _ratio(background[item.id], met=found[item.id] == "met")
    return total


def _ratio(rate: float, *, met: bool) -> float:
    return math.log(EXPECTED / rate) if met else math.log((1 - EXPECTED) / (1 - rate))
