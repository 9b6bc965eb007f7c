"""What every intruding operator keeps to."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators.intrusions import INTRUSIONS

NAMES = {
    "drug-added", "section-missing", "risk-removed", "impossible-dose", "excluded-comorbidity", "scale-out-of-band",
    "copied-span", "identifier-inserted", "judge-instructed", "boilerplate-swapped", "half-missing", "foreign-facts",
}  # fmt: skip
OPERATOR = pytest.mark.parametrize("name", INTRUSIONS)
SEEDLESS = {"risk-removed"}


def test_the_names_are_those_agreed() -> None:
    """Certificates name them."""
    assert set(INTRUSIONS) == NAMES


@OPERATOR
def test_the_same_seed_plants_the_same_defect(name: str) -> None:
    """And the report keeps its language and kind, and names its operator, base and what was done."""
    for one in goldens():
        defect = INTRUSIONS[name](one, 3)
        assert defect == INTRUSIONS[name](one, 3)
        if defect is not None:
            assert defect.report.text != one.report.text
            assert (defect.report.language, defect.report.kind) == (one.report.language, one.report.kind)
            assert (defect.operator, defect.base) == (name, one.id)
            assert defect.description


@OPERATOR
def test_another_seed_may_plant_elsewhere(name: str) -> None:
    """Where there is a choice: all that is said of risk goes, whatever the seed."""
    made = [
        [defect.report.text for seed in range(3) if (defect := INTRUSIONS[name](one, seed))] for one in goldens()[::4]
    ]
    assert any(len(set(texts)) > 1 for texts in made) is (name not in SEEDLESS)


@OPERATOR
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_operator_applies_in_both_languages(name: str, language: str) -> None:
    """To all goldens, but for reports with a single required section."""
    mine = [one for one in goldens() if one.case.language == language]
    applied = [one for one in mine if INTRUSIONS[name](one)]
    assert len(mine) - len(applied) == (2 if name == "section-missing" else 0)


@OPERATOR
def test_facts_stand_in_sections_that_the_text_has(name: str) -> None:
    """Nobody is told anything in a section that is gone."""
    for seed in range(2):
        for one in goldens()[seed::2]:
            defect = INTRUSIONS[name](one, seed)
            if defect is not None and defect.facts is not None:
                assert {fact.section for fact in defect.facts} <= {section.id for section in defect.report.sections}
                assert len({fact.id for fact in defect.facts}) == len(defect.facts)


@OPERATOR
def test_of_peoples_texts_no_facts_are_claimed(name: str, peoples: Base) -> None:
    """An operator may do without them or not apply; it never says that an unlisted text tells nothing."""
    defect = INTRUSIONS[name](peoples)
    assert (defect is None) is (name in {"section-missing", "foreign-facts"})
    assert defect is None or defect.facts is None
