"""Duration moved: a limit of the rubric is crossed, in the text as in the facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.changes.duration_moved import move_duration
from casewright.exams.operators.changes.limits import limits
from casewright.exams.truth import rubric_for, true_answers
from casewright.types import Quantity

Plant = Callable[..., Defect]


def rubric_of(one: Base):  # type: ignore[no-untyped-def]
    return rubric_for(one.case.code, one.case.kind, one.case.system)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("en-01-f321-intake", "after four days of low mood"),
        ("en-02-f321-emergency", "Low x 4 days since"),
        ("en-10-f411-intake", "For about nine days she has worried"),
        ("en-12-f411-consultation", "over the past nine days"),
        ("es-01-f321-intake", "tristeza desde hace cuatro días"),
        ("es-09-f411-intake", "Desde hace nueve días se preocupa"),
        ("es-11-f411-emergency", "desde hace nueve días vive preocupado"),
        ("en-15-f431-emergency", "Symptoms since about 9 months after the attack"),
        ("es-12-f431-intake", "A los nueve meses empezaron las pesadillas"),
        ("es-13-f431-consultation", "comenzaron a los nueve meses"),
    ],
)
def test_it_falls_on_the_wrong_side(plant: Plant, where: str, words: str) -> None:
    """Below two weeks for depression, below a month for anxiety, beyond half a year for the onset after an event."""
    assert words in plant("duration-moved", where).report.text


def test_an_event_lies_further_back_than_the_onset_after_it(plant: Plant) -> None:
    """Or the case would be impossible for another reason."""
    text = plant("duration-moved", "en-14-f431-consultation").report.text
    assert "Fourteen months ago she escaped" in text
    assert "For the first nine months she felt nothing" in text


def test_a_span_that_tells_two_facts_moves_both() -> None:
    """The print shop closed when the illness began."""
    defect = move_duration(golden("es-02-f321-discharge"))
    assert defect is not None
    moved = {fact.concept for fact in defect.facts or () if fact.quantity == Quantity(4, "days")}
    assert moved == {"illness-duration", "job-loss"}


def test_the_criterion_is_denied_where_it_held(drawn: tuple[Base, ...]) -> None:
    """By truth, so that no critic is asked to see what isn't there."""
    for one in (*goldens(), *drawn):
        defect = move_duration(one)
        if defect is not None and defect.facts is not None:
            before, after = (true_answers(one.case, facts, rubric_of(one)) for facts in (one.case.facts, defect.facts))
            crossed = {name for name in before if (before[name], after[name]) == ("present", "absent")}
            assert crossed & {limit.criterion for limit in limits(rubric_of(one))}


@pytest.mark.parametrize(
    "where",
    ["en-13-f431-intake", "en-16-f102-emergency", "es-19-f200-intake", "en-03-f321-mental-status"],
    ids=["within a month is no span", "the rubric has no limit", "earlier episodes keep it", "no span is told"],
)
def test_it_does_not_apply_where_nothing_would_be_crossed(where: str) -> None:
    """`None` rather than a defect that is none."""
    assert move_duration(golden(where)) is None


def test_a_limit_is_broken_clearly() -> None:
    """A third of the least length, or half as much again as the longest."""
    found = {one.criterion: one for one in limits(rubric_for("F43.1", "intake", "icd10-who-2019"))}
    assert found["onset"].beyond == Quantity(9, "months")
    assert found["onset"].kept_by(90)
    depression = next(iter(limits(rubric_for("F32.1", "intake", "icd10-who-2019"))))
    assert depression.beyond == Quantity(4, "days")
    assert not depression.kept_by(5)
