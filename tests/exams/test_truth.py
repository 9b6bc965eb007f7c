"""What the right answer is, and what right answers add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.paper import paper
from casewright.exams.truth import rubric_for, standing, true_answers, truths
from casewright.types import Fact

SHORT = {"en-08-f322-discharge": "further-symptoms", "es-03-f321-progress": "further-symptoms"}
"""Goldens whose text tells less than their rubric asks: natural reports do. Neither text nor facts are mended to it."""


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_a_golden_satisfies_its_rubric_by_its_own_facts(one: Base) -> None:
    """At the level *sufficient*, without a contradiction; two fall short of one criterion."""
    found = standing(one.case, one.case.facts, rubric_for(one.case.code, one.case.kind, one.case.system))
    assert found.contradictions == ()
    assert found.passes is (one.id not in SHORT)
    assert one.id not in SHORT or SHORT[one.id] in found.unmet


def test_truths_are_those_of_the_items_facts() -> None:
    """The golden's for a golden, a defect's for its defect; none where nobody can say."""
    items = {item.name: item for item in paper([golden("en-01-f321-intake")])}
    rubric = rubric_for("F32.1", "intake", "icd10-who-2019")
    assert truths(items[""], rubric)["duration"] == "present"
    assert truths(items["duration-moved"], rubric)["duration"] == "absent"
    assert truths(replace(items[""], facts=None), rubric) == {}


def test_what_is_not_told_is_not_mentioned() -> None:
    """However true it is of the patient."""
    one = golden("en-01-f321-intake")
    rubric = rubric_for("F32.1", "intake", one.case.system)
    untold = [replace(fact, told=False) for fact in one.case.facts]
    assert set(true_answers(one.case, untold, rubric).values()) == {"not_mentioned"}


def test_a_source_that_contradicts_itself_leaves_no_right_answer() -> None:
    """But two sources may differ: then what is stated stands."""
    one = golden("en-01-f321-intake")
    rubric = rubric_for("F32.1", "intake", one.case.system)
    yes = Fact("one", "mania", "present-illness")
    same = replace(yes, id="two", status="absent")
    other = replace(same, source="informant")
    assert "mania" not in true_answers(one.case, [yes, same], rubric)
    assert true_answers(one.case, [yes, other], rubric)["mania"] == "present"
