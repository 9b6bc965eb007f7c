"""Planted defects: each operator spoils one thing in a good report, and says what should object to it."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.operators.defect import Defect, Operator, Stage
from casewright.exams.operators.drug_added import add_drug
from casewright.exams.operators.duration_cut import cut_duration
from casewright.exams.operators.section_missing import remove_section
from casewright.exams.operators.sibling_severity import swap_severity
from casewright.exams.operators.status_flipped import flip_status
from casewright.exams.operators.wrong_person import change_person

__all__ = ["OPERATORS", "Defect", "Operator", "Stage"]

OPERATORS: Mapping[str, Operator] = {
    "status-flipped": flip_status,
    "sibling-severity": swap_severity,
    "duration-cut": cut_duration,
    "wrong-sex-or-age": change_person,
    "drug-added": add_drug,
    "section-missing": remove_section,
}
