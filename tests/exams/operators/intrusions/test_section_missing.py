"""A required section is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.intrusions.section_missing import remove_section
from casewright.vocabulary.kinds import kind

Changes = Callable[[Base, Defect], Mapping[str, tuple[str, str]]]


def test_heading_and_text_go() -> None:
    """One required section and no more."""
    for one in goldens():
        defect = remove_section(one)
        required = {section.id for section in kind(one.case.kind).sections if section.required}
        if defect is None:
            assert len(required) == 1
            continue
        before, after = ({section.id for section in report.sections} for report in (one.report, defect.report))
        assert len(before - after) == 1
        assert before - after <= required
        assert defect.description == f"section {(before - after).pop()} is gone"


def test_what_it_told_goes(changes: Changes) -> None:
    """Without a plan nothing says what comes next."""
    one = golden("en-01-f321-intake")
    made = [defect for seed in range(40) if (defect := remove_section(one, seed)) is not None]
    plan = next(defect for defect in made if "plan" in defect.description)
    assert "sertraline" not in {fact.concept for fact in plan.facts or ()}
    assert changes(one, plan)["next-step-documented"] == ("present", "not_mentioned")
