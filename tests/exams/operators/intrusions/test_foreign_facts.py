"""Somebody else's section."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.intrusions.foreign_facts import bring_foreign_facts

Changes = Callable[[Base, Defect], Mapping[str, tuple[str, str]]]


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_the_section_is_that_of_another_disorder(one: Base) -> None:
    """Body and facts, in the same language, of a patient of the same gender where there is one."""
    defect = bring_foreign_facts(one)
    assert defect is not None
    assert defect.facts is not None
    name, donor = defect.description.split()[3], golden(defect.description.split()[7])
    assert donor.case.code[:3] != one.case.code[:3]
    assert donor.case.language == one.case.language
    theirs = next(section for section in donor.report.sections if section.id == name)
    assert donor.report.text[theirs.start : theirs.end] in defect.report.text
    assert all(fact.id.startswith("foreign-facts-") for fact in defect.facts if fact.section == name)


@pytest.mark.parametrize("language", ["en", "es"])
def test_right_answers_turn(language: str, changes: Changes) -> None:
    """In every third report at least, half of them by another seed; plans, for one, settle no criterion."""
    mine = [one for one in goldens() if one.case.language == language]
    made = [(one, defect) for seed in range(2) for one in mine[seed::2] if (defect := bring_foreign_facts(one, seed))]
    assert sum(bool(changes(one, defect)) for one, defect in made) > len(made) // 3
