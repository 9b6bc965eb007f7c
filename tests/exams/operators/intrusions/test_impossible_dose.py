"""A dose a thousand times too high."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators.intrusions.impossible_dose import make_dose_impossible
from casewright.types import Quantity


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_one_fact_has_the_dose(one: Base) -> None:
    """Of a drug of the text, or of one put in; nothing else is told otherwise."""
    defect = make_dose_impossible(one)
    assert defect is not None
    assert defect.facts is not None
    came = [fact for fact in defect.facts if fact not in one.case.facts]
    assert len(came) == 1
    assert came[0].quantity is not None
    assert came[0].quantity.unit == "mg"
    assert came[0].quantity.value >= 1000


def test_thousands_are_written_as_the_language_does() -> None:
    """A comma in English, a full stop in Spanish."""
    english = make_dose_impossible(golden("en-01-f321-intake"))
    spanish = make_dose_impossible(golden("es-01-f321-intake"))
    assert english is not None
    assert spanish is not None
    assert "Start sertraline 50,000 mg" in english.report.text
    assert "sertralina 50.000 mg" in spanish.report.text


def test_a_dose_said_again_elsewhere_stays_there() -> None:
    """One of two mentions is spoilt: the other section's fact keeps its dose, and a new one has the impossible one."""
    one = golden("en-11-f411-progress")
    made = [make_dose_impossible(one, seed) for seed in range(6)]
    in_plan = next(defect for defect in made if defect and "Continue venlafaxine 150,000 mg" in defect.report.text)
    doses = {fact.quantity for fact in in_plan.facts or () if fact.concept == "venlafaxine"}
    assert doses == {Quantity(150, "mg"), Quantity(150_000, "mg")}
