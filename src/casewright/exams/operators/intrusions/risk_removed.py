"""Risk removed: nothing is said of suicide, self-harm or harm to others any more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casewright.exams.bases import Base
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import cut_out, whole_section
from casewright.exams.operators.intrusions.tellings import told_without
from casewright.exams.passages import Passage, passages
from casewright.exams.word_bank import bank
from casewright.types import Fact, Report
from casewright.vocabulary.concepts import concept

__all__ = ["remove_risk"]

NAME, SECTION = "risk-removed", "risk"


def remove_risk(base: Base, seed: int = 0) -> Defect | None:
    """Takes out the section on risk and every sentence elsewhere that speaks of one; the seed changes nothing.

    Not where nothing is said, nor where another section tells a risk in words that aren't known here.
    """
    sections = [section for section in base.report.sections if section.id == SECTION]
    sentences = [one for one in passages(base.report) if one.section != SECTION and _speaks(base.report, one)]
    if not (sections or sentences) or _unfound(base, sentences):
        return None
    places = [whole_section(base.report, section) for section in sections]
    report = cut_out(base.report, [*places, *((one.start, one.end) for one in sentences)])
    if not report.text:
        return None
    left = {section.id for section in report.sections}
    facts = told_without(base, {section.id for section in base.report.sections} - left)
    told = None if facts is None else tuple(fact for fact in facts if not _goes(base, fact))
    said = f"{len(sections)} section and {len(sentences)} sentences about risk are gone"
    return Defect(NAME, base.id, report, "facts", said, told)


def _speaks(report: Report, passage: Passage) -> bool:
    words = "|".join(bank("risk")[report.language])
    return re.search(rf"(?<!\w)(?:{words})", report.text[passage.start : passage.end], re.IGNORECASE) is not None


def _is_risk(fact: Fact) -> bool:
    return concept(fact.concept).category == "risk"


def _unfound(base: Base, sentences: Sequence[Passage]) -> bool:
    there = {section.id for section in base.report.sections}
    telling = {fact.section for fact in base.case.facts if _is_risk(fact)} & there
    return bool(telling - {SECTION} - {one.section for one in sentences})


def _goes(base: Base, fact: Fact) -> bool:
    return _is_risk(fact) or fact.concept in bank("risk")["with_them"].get(base.id, ())
