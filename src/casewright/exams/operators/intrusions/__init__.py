"""Operators that put in what doesn't belong, or take out what does."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.operators.defect import Operator
from casewright.exams.operators.intrusions.drug_added import add_drug
from casewright.exams.operators.intrusions.section_missing import remove_section

__all__ = ["INTRUSIONS"]

INTRUSIONS: Mapping[str, Operator] = {
    "drug-added": add_drug,
    "section-missing": remove_section,
}
