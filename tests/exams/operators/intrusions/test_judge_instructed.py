"""The report speaks to its judge."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators.intrusions.judge_instructed import instruct_judge
from casewright.exams.word_bank import bank


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_one_instruction_stands_in_the_text(one: Base) -> None:
    """In the report's language; the facts stay as they were."""
    defect = instruct_judge(one)
    sentences = bank("instructions")[one.case.language]
    assert sum(sentence in defect.report.text for sentence in sentences) == 1
    assert [section.id for section in defect.report.sections] == [section.id for section in one.report.sections]
    assert (defect.facts, defect.expects) == (one.case.facts, "diversity")
