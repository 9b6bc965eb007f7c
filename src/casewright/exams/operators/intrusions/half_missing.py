"""Half missing: the text breaks off in the middle, behind a heading that nothing follows."""

from __future__ import annotations

from itertools import pairwise

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.tellings import told_without
from casewright.exams.passages import with_text
from casewright.types import Fact, Section

__all__ = ["break_off"]

NAME = "half-missing"
LOWEST, HIGHEST = 0.3, 0.7
"""Shares of the text between which a break counts as in the middle."""


def break_off(base: Base, seed: int = 0) -> Defect:
    """Breaks off behind a heading near the middle; the facts of the sections that follow go.

    Where no section begins there, the break is in mid-sentence, and what is still told isn't known.
    """
    report = base.report
    joints = [(one, two) for one, two in pairwise(report.sections) if LOWEST < one.end / len(report.text) < HIGHEST]
    if not joints:
        return _mid_sentence(base)
    _, next_one = pick(joints, NAME, base.id, seed)
    kept = [section for section in report.sections if section.start < next_one.start]
    text = report.text[: next_one.start].rstrip()
    said = f"the text breaks off before the body of {next_one.id}"
    return Defect(NAME, base.id, with_text(report, text), "facts", said, _told(base, kept))


def _told(base: Base, kept: list[Section]) -> tuple[Fact, ...] | None:
    left = {section.id for section in kept}
    facts = told_without(base, {section.id for section in base.report.sections} - left)
    return None if _split(base, left) else facts


def _split(base: Base, left: set[str]) -> bool:
    """Whether a section stands on both sides of the break, so that nobody knows which half told its facts."""
    names = [section.id for section in base.report.sections]
    return any(names.count(name) > 1 for name in left if any(fact.section == name for fact in base.case.facts))


def _mid_sentence(base: Base) -> Defect:
    words = base.report.text.split(" ")
    text = " ".join(words[: len(words) // 2])
    return Defect(NAME, base.id, with_text(base.report, text), "facts", "the text breaks off in mid-sentence")
