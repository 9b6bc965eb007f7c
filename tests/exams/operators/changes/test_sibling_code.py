"""Sibling code: the text is good, the code is another's."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators.changes.sibling_code import judge_as_sibling
from casewright.exams.truth import rubric_for, standing


def test_the_text_and_its_facts_stay(drawn: tuple[Base, ...]) -> None:
    """It applies to every base."""
    for one in (*goldens(), *drawn):
        defect = judge_as_sibling(one)
        assert defect is not None
        assert (defect.report, defect.facts, defect.expects) == (one.report, one.case.facts, "critics")
        assert defect.judged_as not in (None, one.case.code, *one.case.comorbidities)


def test_the_other_code_would_be_refused_by_right_answers(drawn: tuple[Base, ...]) -> None:
    """Or it would be no defect."""
    for one in (*goldens(), *drawn):
        defect = judge_as_sibling(one, 1)
        assert defect is not None
        assert defect.judged_as is not None
        rubric = rubric_for(defect.judged_as, one.case.kind, one.case.system)
        assert not standing(one.case, one.case.facts, rubric).passes


def test_several_neighbours_are_drawn_from() -> None:
    """Not always the same one."""
    drawn = {defect.judged_as for seed in range(12) if (defect := judge_as_sibling(goldens()[0], seed)) is not None}
    assert {"F32.0", "F32.2"} & drawn
    assert len(drawn) > 2
