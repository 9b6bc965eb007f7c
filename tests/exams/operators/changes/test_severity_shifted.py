"""Severity shifted: title, code and grades are a sibling's, and so are the facts."""

from __future__ import annotations

from collections.abc import Callable

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.changes.severity_shifted import shift_severity
from casewright.exams.truth import rubric_for, standing
from casewright.icd10 import table
from casewright.types import Fact
from casewright.vocabulary.kinds import kind

GRADED = ("F32.0", "F32.1", "F32.2")


def test_a_sibling_is_stated_by_its_own_title() -> None:
    """Wherever the kind of document states a diagnosis."""
    for one in goldens():
        defect = shift_severity(one)
        if one.case.code in GRADED and kind(one.case.kind).states_diagnosis:
            assert defect is not None
            titles = {code: table().title(code, one.case.language).text for code in GRADED}
            assert titles[one.case.code] not in defect.report.text
            assert any(title in defect.report.text for title in titles.values())
            assert f"({one.case.code})" not in defect.report.text


def test_the_fact_of_the_diagnosis_is_the_siblings(news: Callable[[Base, Defect], list[Fact]]) -> None:
    """And a rubric answered rightly refuses it."""
    for one in goldens():
        defect = shift_severity(one)
        if defect is not None and one.case.code in GRADED and kind(one.case.kind).states_diagnosis:
            assert [fact.concept for fact in news(one, defect) if fact.concept.startswith("dx-")] != []
            found = standing(one.case, defect.facts or (), rubric_for(one.case.code, one.case.kind, one.case.system))
            assert found.contradictions != ()


def test_grades_move_with_their_words(news: Callable[[Base, Defect], list[Fact]]) -> None:
    """Those told by words that the bank doesn't have stay as they are."""
    one = golden("es-06-f322-emergency")
    texts = {}
    for seed in range(8):
        defect = shift_severity(one, seed)
        assert defect is not None
        grades = {fact.severity for fact in news(one, defect) if not fact.concept.startswith("dx-")}
        texts[grades.pop()] = defect.report.text
    assert "tristeza leve" in texts["mild"]
    assert "Enlentecimiento moderado" in texts["moderate"]
    assert "le cuesta bastante vestirse y asearse" in texts["moderate"]


def test_codes_without_graded_siblings_change_their_grades_alone(drawn: tuple[Base, ...]) -> None:
    """Their grades go to the far end."""
    for one in drawn:
        defect = shift_severity(one)
        if defect is not None and one.case.code not in (*GRADED, "F33.1"):
            assert defect.facts is not None
            pairs = [(a.severity, b.severity) for a, b in zip(one.case.facts, defect.facts, strict=True) if a != b]
            assert set(pairs) <= {("mild", "severe"), ("moderate", "severe"), ("severe", "mild")}


def test_without_any_grade_or_title_it_does_not_apply() -> None:
    """Neither is in this one."""
    assert shift_severity(golden("es-20-f200-mental-status")) is None
