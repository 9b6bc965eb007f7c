"""Severity and symptoms told against planned."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from casewright.studies.populations.planned import Planned
from casewright.studies.populations.severity import inflation
from casewright.studies.populations.symptoms import telling
from casewright.studies.populations.told import Told


def plan(
    name: str,
    grades: Mapping[str, int] | None = None,
    symptoms: frozenset[str] = frozenset(),
    ungraded: frozenset[str] = frozenset(),
    points: Mapping[str, float] | None = None,
) -> Planned:
    """A case of which only these facts count here."""
    return Planned(name, "F32.1", 40, {}, symptoms, grades or {}, ungraded, points or {})


def told(
    grades: Mapping[str, float] | None = None,
    symptoms: frozenset[str] = frozenset(),
    points: Mapping[str, float] | None = None,
) -> Told:
    """A text of which only these findings count here."""
    return Told("", 100, None, None, symptoms, grades or {}, points or {})


def test_a_grade_told_higher_is_inflation() -> None:
    """Half of the facts one grade up, the other half as planned: half a grade in the mean."""
    pairs = [(plan(f"r{n}", {"a": 1, "b": 2}), told({"a": 2.0, "b": 2.0, "c": 3.0})) for n in range(20)]
    found = inflation(pairs, 0)
    assert found.shift.value == pytest.approx(0.5)
    assert found.shift.n == 40
    assert found.higher.value == 0.5
    assert found.lower.value == 0.0
    assert found.report_shift.value == pytest.approx(7 / 3 - 1.5)


def test_no_fact_told_higher_carries_its_bound() -> None:
    """Nothing found in ten facts leaves a third possible."""
    found = inflation([(plan(f"r{n}", {"a": 2}), told({"a": 2.0})) for n in range(10)], 0)
    assert found.higher.value == 0.0
    assert found.higher.high is not None
    assert 0.2 < found.higher.high < 0.35


def test_grades_and_scores_that_nobody_planned_are_seen() -> None:
    """An ungraded fact that the text calls severe, and a score six points up."""
    pairs = [
        (plan("r1", ungraded=frozenset({"a", "b"}), points={"phq-9": 10.0}), told({"a": 3.0}, points={"phq-9": 16.0})),
        (plan("r2", ungraded=frozenset({"a"}), points={"phq-9": 12.0}), told(points={"phq-9": 12.0})),
    ]
    found = inflation(pairs, 0)
    assert found.added.value == pytest.approx(1 / 3)
    assert found.points.value == 3.0
    assert found.points_higher.value == 0.5


def test_nothing_graded_is_said() -> None:
    """No figure where no fact is graded on both sides."""
    found = inflation([(plan("r1"), told())], 0)
    assert found.shift.value is None
    assert found.shift.note.startswith("not estimable")
    assert found.higher.n == 0


def test_a_symptom_that_every_text_tells_and_few_cases_plan_is_told_too_often() -> None:
    """And one that cases plan and texts leave out too seldom; a third as planned is neither."""
    asked = [
        plan(f"r{n}", symptoms=frozenset({"left-out", "both"} if n % 2 else {"both", "common"})) for n in range(40)
    ]
    pairs = [(one, told(symptoms=frozenset({"both", "common"}))) for one in asked]
    found = telling(pairs, asked, 0)
    assert [use.concept for use in found.overused] == ["common"]
    assert [use.concept for use in found.underused] == ["left-out"]
    assert found.tested == 3
    assert found.omitted.value == pytest.approx(0.25)
    assert found.beyond.value == pytest.approx(0.5)
    assert found.overused[0].difference.value == pytest.approx(0.5)


def test_a_single_report_tests_nothing() -> None:
    """Too little for any symptom."""
    one = plan("r1", symptoms=frozenset({"a"}))
    assert telling([(one, told(symptoms=frozenset({"a"})))], [one], 0).tested == 0
