"""Section missing: a part that the kind of document requires is not there, heading and all."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import cut_out, whole_section
from casewright.exams.operators.intrusions.tellings import told_without
from casewright.vocabulary.kinds import kind

__all__ = ["remove_section"]


def remove_section(base: Base, seed: int = 0) -> Defect | None:
    """Takes one required section out; not where the kind requires a single one, which would leave no report."""
    required = {section.id for section in kind(base.case.kind).sections if section.required}
    present = list(dict.fromkeys(section.id for section in base.report.sections if section.id in required))
    if len(present) < 2:
        return None
    gone = pick(present, "section-missing", base.id, seed)
    places = [whole_section(base.report, section) for section in base.report.sections if section.id == gone]
    report, facts = cut_out(base.report, places), told_without(base, {gone})
    return Defect("section-missing", base.id, report, "facts", f"section {gone} is gone", facts)
