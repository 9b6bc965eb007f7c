"""Vetoes of a rubric, planted in composed texts."""

from __future__ import annotations

import pytest

from casewright.exams.bases import composed
from casewright.exams.goldens import goldens
from casewright.exams.operators import OPERATORS
from casewright.exams.truth import rubric_for, standing

NAMES = ("diagnosis-vetoed", "severity-vetoed")
CODES = (
    "F03",
    "F05.0",
    "F10.2",
    "F20.0",
    "F31.1",
    "F32.0",
    "F32.1",
    "F32.2",
    "F33.1",
    "F41.1",
    "F43.1",
    "F60.31",
    "F90.0",
)
BASES = composed(2 * len(CODES), CODES, seed=3)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_planted_contradicts_the_rubric(name: str) -> None:
    """By its facts the base stands, and the spoilt text falls by the veto that its description names."""
    planted = [(base, defect) for base in BASES if (defect := OPERATORS[name](base)) is not None]
    assert planted
    for base, defect in planted:
        rubric = rubric_for(base.case.code, base.case.kind, base.case.system)
        assert defect.facts is not None
        fallen = standing(base.case, defect.facts, rubric).contradictions
        assert defect.description.split(":")[0] in fallen, (base.id, defect.description)


@pytest.mark.parametrize("language", ["en", "es"])
def test_composed_texts_take_a_veto_of_their_diagnosis(language: str) -> None:
    """Where their rubric has one that facts can break (F60.31 and F90.0 advise instead); of severity only graded mood
    disorders have.
    """
    mine = [base for base in BASES if base.case.language == language]
    assert {base.case.code for base in mine if OPERATORS["diagnosis-vetoed"](base) is None} <= {
        "F05.0",
        "F31.1",
        "F60.31",
        "F90.0",
    }
    graded = {base.case.code for base in mine if OPERATORS["severity-vetoed"](base) is not None}
    assert graded == {"F31.1", "F32.0", "F32.1", "F32.2", "F33.1"}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_plants_the_same(name: str) -> None:
    """And hand-written texts, for which it has no words, are left alone."""
    assert [OPERATORS[name](base, 1) for base in BASES[:6]] == [OPERATORS[name](base, 1) for base in BASES[:6]]
    assert OPERATORS[name](goldens()[0]) is None
