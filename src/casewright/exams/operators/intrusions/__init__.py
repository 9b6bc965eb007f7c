"""Operators that put in what doesn't belong, or take out what does."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.operators.defect import Operator
from casewright.exams.operators.intrusions.boilerplate_swapped import swap_boilerplate
from casewright.exams.operators.intrusions.copied_span import copy_span
from casewright.exams.operators.intrusions.drug_added import add_drug
from casewright.exams.operators.intrusions.excluded_comorbidity import add_excluded_diagnosis
from casewright.exams.operators.intrusions.foreign_facts import bring_foreign_facts
from casewright.exams.operators.intrusions.half_missing import break_off
from casewright.exams.operators.intrusions.identifier_inserted import insert_identifier
from casewright.exams.operators.intrusions.impossible_dose import make_dose_impossible
from casewright.exams.operators.intrusions.judge_instructed import instruct_judge
from casewright.exams.operators.intrusions.reference_notes import exam_reference
from casewright.exams.operators.intrusions.risk_removed import remove_risk
from casewright.exams.operators.intrusions.scale_out_of_band import misread_scale
from casewright.exams.operators.intrusions.section_missing import remove_section

__all__ = ["INTRUSIONS", "exam_reference"]

INTRUSIONS: Mapping[str, Operator] = {
    "drug-added": add_drug,
    "section-missing": remove_section,
    "risk-removed": remove_risk,
    "impossible-dose": make_dose_impossible,
    "excluded-comorbidity": add_excluded_diagnosis,
    "scale-out-of-band": misread_scale,
    "copied-span": copy_span,
    "identifier-inserted": insert_identifier,
    "judge-instructed": instruct_judge,
    "boilerplate-swapped": swap_boilerplate,
    "half-missing": break_off,
    "foreign-facts": bring_foreign_facts,
}
