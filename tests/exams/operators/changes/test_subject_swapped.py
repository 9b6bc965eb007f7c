"""Subject swapped: whose it is changes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.changes.subject_swapped import swap_subject
from casewright.types import Fact


def test_one_side_is_the_patient(drawn: tuple[Base, ...], news: Callable[[Base, Defect], list[Fact]]) -> None:
    """A relative's becomes the patient's, or the other way."""
    made = [(one, defect) for one in (*goldens(), *drawn) if (defect := swap_subject(one)) is not None]
    assert {one.case.code for one, _ in made} >= {"F32.1", "F41.1", "F43.1", "F10.2", "F20.0"}
    for one, defect in made:
        before = {fact.id: fact for fact in one.case.facts}
        for fact in news(one, defect):
            old = before[fact.id]
            assert (fact.concept, fact.status, fact.time) == (old.concept, old.status, old.time)
            assert [old.subject, fact.subject].count("patient") == 1


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("en-05-f320-intake", "They were treated for depression as a teenager"),
        ("en-06-f320-consultation", "(Her sister tires quickly)"),
        ("en-13-f431-intake", "He was dependent on alcohol in his twenties"),
        ("es-07-f322-intake", "Padeció alcoholismo de joven y su madre tuvo depresiones"),
        ("es-15-f102-consultation", "(Su padre aguanta mucho más que antes)"),
    ],
)
def test_both_ways_in_both_languages(where: str, words: str) -> None:
    """In the words of the bank."""
    made = [defect.report.text for seed in range(12) if (defect := swap_subject(golden(where), seed))]
    assert words in "\n".join(made)


def test_it_is_told_of_one_person_only(drawn: tuple[Base, ...], news: Callable[[Base, Defect], list[Fact]]) -> None:
    """Nothing else in a composed text says that the patient has it still."""
    for one in drawn:
        defect = swap_subject(one, 1)
        assert defect is not None
        for fact in news(one, defect):
            assert fact.subject == "patient" or not [
                other for other in defect.facts or () if (other.concept, other.subject) == (fact.concept, "patient")
            ]
