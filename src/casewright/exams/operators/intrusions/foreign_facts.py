"""Foreign facts: one section is another patient's, whose disorder is another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.goldens import goldens
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.tellings import told_in, told_without
from casewright.exams.passages import with_text
from casewright.types import Report, Section

__all__ = ["bring_foreign_facts"]

NAME = "foreign-facts"
SECTIONS = ("present-illness", "psychiatric-history", "mental-state", "substance-history", "impression", "informants")
"""Sections that tell what distinguishes one disorder from another."""


def bring_foreign_facts(base: Base, seed: int = 0) -> Defect | None:
    """Replaces a section's body by that of a golden of another block of codes, of a patient of the same gender if any.

    Not for people's texts without listed facts, where nobody could say what is told any more.
    """
    own = {one.id: one for one in _once(base.report) if one.id in SECTIONS and told_in(base, one.id)}
    donors = [one for one in _donors(base) if own.keys() & _telling(one)]
    if not donors:
        return None
    donor = pick(donors, NAME, base.id, seed)
    name = pick(sorted(own.keys() & _telling(donor)), NAME, "section", base.id, seed)
    theirs, text = next(one for one in donor.report.sections if one.id == name), base.report.text
    body = donor.report.text[theirs.start : theirs.end]
    report = with_text(base.report, text[: own[name].start] + body + text[own[name].end :])
    facts = (
        *(told_without(base, {name}) or ()),
        *(replace(one, id=f"{NAME}-{one.id}") for one in told_in(donor, name)),
    )
    said = f"the body of {name} is that of {donor.id} ({donor.case.code})"
    return Defect(NAME, base.id, report, "facts", said, facts)


def _donors(base: Base) -> list[Base]:
    case = base.case
    others = [one for one in goldens() if one.case.language == case.language and one.case.code[:3] != case.code[:3]]
    return [one for one in others if one.case.person.gender == case.person.gender] or others


def _telling(donor: Base) -> set[str]:
    return {one.id for one in _once(donor.report) if one.id in SECTIONS and told_in(donor, one.id)}


def _once(report: Report) -> Iterator[Section]:
    names = [section.id for section in report.sections]
    return (section for section in report.sections if names.count(section.id) == 1)
