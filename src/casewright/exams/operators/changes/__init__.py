"""Operators that change what a report says."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.operators.changes.duration_cut import cut_duration
from casewright.exams.operators.changes.sibling_severity import swap_severity
from casewright.exams.operators.changes.status_flipped import flip_status
from casewright.exams.operators.changes.wrong_person import change_person
from casewright.exams.operators.defect import Operator

__all__ = ["CHANGES"]

CHANGES: Mapping[str, Operator] = {
    "status-flipped": flip_status,
    "sibling-severity": swap_severity,
    "duration-cut": cut_duration,
    "wrong-sex-or-age": change_person,
}
