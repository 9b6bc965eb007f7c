"""Judge instructed: the report tells whoever judges it what to answer."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import put_in
from casewright.exams.operators.intrusions.tellings import known
from casewright.exams.word_bank import bank

__all__ = ["instruct_judge"]

NAME = "judge-instructed"


def instruct_judge(base: Base, seed: int = 0) -> Defect:
    """Puts a plain instruction at the end of a section; the facts stay as they were."""
    sentence = pick(bank("instructions")[base.case.language], NAME, base.id, seed)
    section = pick(base.report.sections, NAME, "section", base.id, seed)
    said = f"{sentence!r} stands in {section.id}"
    return Defect(NAME, base.id, put_in(base.report, section, sentence), "diversity", said, known(base))
