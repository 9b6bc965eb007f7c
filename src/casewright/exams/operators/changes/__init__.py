"""Operators that change what a report says."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.operators.changes.duration_moved import move_duration
from casewright.exams.operators.changes.function_contradicts import contradict_function
from casewright.exams.operators.changes.mental_state_contradicts import contradict_history
from casewright.exams.operators.changes.severity_shifted import shift_severity
from casewright.exams.operators.changes.sibling_code import judge_as_sibling
from casewright.exams.operators.changes.status_flipped import flip_status
from casewright.exams.operators.changes.subject_swapped import swap_subject
from casewright.exams.operators.changes.time_swapped import swap_time
from casewright.exams.operators.changes.veto_planted import veto_diagnosis, veto_severity
from casewright.exams.operators.changes.wrong_person import change_person
from casewright.exams.operators.defect import Operator

__all__ = ["CHANGES"]

CHANGES: Mapping[str, Operator] = {
    "sibling-code": judge_as_sibling,
    "severity-shifted": shift_severity,
    "duration-moved": move_duration,
    "status-flipped": flip_status,
    "subject-swapped": swap_subject,
    "time-swapped": swap_time,
    "mental-state-contradicts": contradict_history,
    "function-contradicts": contradict_function,
    "wrong-sex-or-age": change_person,
    "diagnosis-vetoed": veto_diagnosis,
    "severity-vetoed": veto_severity,
}
