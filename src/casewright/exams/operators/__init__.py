"""Planted defects: each operator spoils one thing in a good report, and says what that makes of its truth."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.operators.changes import CHANGES
from casewright.exams.operators.defect import Defect, Operator, Stage
from casewright.exams.operators.intrusions import INTRUSIONS

__all__ = ["OPERATORS", "UNSEEN", "Defect", "Operator", "Stage"]

OPERATORS: Mapping[str, Operator] = {**CHANGES, **INTRUSIONS}
UNSEEN: frozenset[str] = frozenset()
"""A third of the operators: whoever tunes a critic doesn't look at what they make or at what became of it."""
