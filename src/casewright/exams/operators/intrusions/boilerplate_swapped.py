"""Boilerplate swapped: a section's body is charting phrases that say nothing of the patient."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.tellings import told_in, told_without
from casewright.exams.passages import with_text
from casewright.exams.word_bank import bank
from casewright.types import Section

__all__ = ["swap_boilerplate"]

NAME = "boilerplate-swapped"
FEWEST = 5
"""Words of a body that is worth swapping where nobody has listed its facts."""


def swap_boilerplate(base: Base, seed: int = 0) -> Defect | None:
    """Replaces the body of a section that tells facts and stands once; what it told goes."""
    names = [section.id for section in base.report.sections]
    sections = [one for one in base.report.sections if names.count(one.id) == 1 and _tells(base, one)]
    if not sections:
        return None
    section, text = pick(sections, NAME, base.id, seed), base.report.text
    report = with_text(base.report, text[: section.start] + _phrases(base, seed) + text[section.end :])
    said = f"the body of {section.id} is boilerplate"
    return Defect(NAME, base.id, report, "facts", said, told_without(base, {section.id}))


def _tells(base: Base, section: Section) -> bool:
    if base.case.facts:
        return bool(told_in(base, section.id))
    return len(base.report.text[section.start : section.end].split()) >= FEWEST


def _phrases(base: Base, seed: int) -> str:
    """Three different sentences."""
    left, found = list(bank("boilerplate")[base.case.language]), []
    for number in range(3):
        found.append(pick(left, NAME, number, base.id, seed))
        left.remove(found[-1])
    return " ".join(found)
