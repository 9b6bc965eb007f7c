"""Section missing: a part that the kind of document requires is not there, heading and all."""

from __future__ import annotations

from itertools import pairwise

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import with_text
from casewright.types import Report, Section
from casewright.vocabulary.kinds import kind

__all__ = ["remove_section"]


def remove_section(base: Base, seed: int = 0) -> Defect | None:
    """Takes one required section out; not where the kind requires a single one, which would leave no report."""
    required = {section.id for section in kind(base.case.kind).sections if section.required}
    present = [section for section in base.report.sections if section.id in required]
    if len(present) < 2:
        return None
    gone = pick(present, "section-missing", base.id, seed)
    text = _without(base.report, gone)
    return Defect("section-missing", base.id, with_text(base.report, text), "facts", f"section {gone.id} is gone")


def _without(report: Report, gone: Section) -> str:
    """The text from the end of the section before to the end of this one is cut."""
    before = next((one.end for one, other in pairwise(report.sections) if other is gone), 0)
    return (report.text[:before] + report.text[gone.end :]).strip()
