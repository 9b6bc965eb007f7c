"""Function contradicts: what is told of functioning is what the code's rubric can't bear."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators.changes.function_contradicts import contradict_function
from casewright.exams.truth import rubric_for, standing

IMPAIRED = {"occupational-impairment", "social-impairment", "selfcare-impairment", "household-impairment", "sick-leave"}


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("en-07-f322-emergency", "He goes to work as he always has"),
        ("en-08-f322-discharge", "She had gone on working without any difficulty"),
        ("en-05-f320-intake", "They can no longer study at all and have to be washed and dressed"),
        ("es-06-f322-emergency", "aunque se viste, se asea y lleva la casa como siempre"),
        ("es-04-f320-emergency", "Ya no puede estudiar nada y la tienen que lavar y vestir"),
    ],
)
def test_severe_goes_on_and_mild_can_do_nothing(where: str, words: str) -> None:
    """In both languages."""
    defect = contradict_function(golden(where))
    assert defect is not None
    assert words in defect.report.text


def test_nothing_else_of_functioning_is_left(drawn: tuple[Base, ...]) -> None:
    """Preserved functioning and impairment side by side would be another defect."""
    for one in (*goldens(), *drawn):
        defect = contradict_function(one)
        if defect is not None and defect.facts is not None:
            told = {fact.concept for fact in defect.facts if fact.status == "present"}
            assert ("functioning-preserved" in told) is not bool(told & IMPAIRED)


def test_a_criterion_fails_that_held(drawn: tuple[Base, ...]) -> None:
    """By truth."""
    for one in (*goldens(), *drawn):
        defect = contradict_function(one)
        if defect is not None and defect.facts is not None:
            rubric = rubric_for(one.case.code, one.case.kind, one.case.system)
            before, after = (standing(one.case, facts, rubric) for facts in (one.case.facts, defect.facts))
            assert {*after.unmet, *after.contradictions} - {*before.unmet, *before.contradictions}


@pytest.mark.parametrize(
    "where", ["es-07-f322-intake", "en-10-f411-intake"], ids=["words not in the bank", "not asked by the rubric"]
)
def test_it_does_not_apply(where: str) -> None:
    """Where a statement would stay, or where no criterion minds."""
    assert contradict_function(golden(where)) is None
