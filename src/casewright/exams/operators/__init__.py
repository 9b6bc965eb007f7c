"""Planted defects: each operator spoils one thing in a good report, and says what that makes of its truth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b

from casewright.exams.operators.changes import CHANGES
from casewright.exams.operators.defect import Defect, Operator, Stage
from casewright.exams.operators.intrusions import INTRUSIONS

__all__ = ["OPERATORS", "UNSEEN", "Defect", "Operator", "Stage", "keep_back"]


def keep_back(names: Collection[str]) -> frozenset[str]:
    """A third of these names, by lot: those that come first by the hash of their name.

    The rule looks at names alone, never at what an operator makes or at what a critic makes of it; and a new operator
    moves at most one other across the line.
    """
    drawn = sorted(names, key=lambda name: blake2b(f"kept back:{name}".encode(), digest_size=8).digest())
    return frozenset(drawn[: round(len(drawn) / 3)])


OPERATORS: Mapping[str, Operator] = {**CHANGES, **INTRUSIONS}
UNSEEN: frozenset[str] = keep_back(OPERATORS)
"""A third of the operators: whoever tunes a critic doesn't look at what they make or at what became of it."""
