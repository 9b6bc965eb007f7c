"""Time swapped: past and current change places, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.changes.time_swapped import swap_time
from casewright.types import Fact


def test_what_is_was_and_what_was_is(drawn: tuple[Base, ...], news: Callable[[Base, Defect], list[Fact]]) -> None:
    """The patient's own, still stated."""
    made = [(one, defect) for one in (*goldens(), *drawn) if (defect := swap_time(one)) is not None]
    assert {one.case.code for one, _ in made} >= {"F32.1", "F41.1", "F43.1", "F10.2", "F20.0"}
    for one, defect in made:
        before = {fact.id: fact for fact in one.case.facts}
        for fact in news(one, defect):
            old = before[fact.id]
            assert (fact.concept, fact.status, fact.subject) == (old.concept, "present", "patient")
            assert {fact.time, old.time} == {"past", "current"}


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("en-10-f411-intake", "She has had panic attacks ever since university, the last one this week,"),
        ("en-19-f200-intake", "He uses cannabis and no other drugs"),
        ("en-06-f320-consultation", "Tired quickly years ago"),
        ("es-13-f431-consultation", "En los primeros días soñó con el accidente, ya no"),
        ("es-20-f200-mental-status", "Hace años sentía que movían sus brazos desde fuera"),
    ],
)
def test_both_ways_in_both_languages(where: str, words: str) -> None:
    """In the words of the bank."""
    made = [defect.report.text for seed in range(12) if (defect := swap_time(golden(where), seed))]
    assert words in "\n".join(made)
