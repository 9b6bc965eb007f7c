"""Wrong sex or age: of whom it is told is what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden
from casewright.exams.operators import Defect
from casewright.exams.operators.changes.wrong_person import change_person

Words = tuple[list[str], list[str]]


def texts(where: str) -> str:
    return "\n".join(defect.report.text for seed in range(8) if (defect := change_person(golden(where), seed)))


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("en-07-f322-emergency", "She has lost all interest in her workshop and her dog"),
        ("en-07-f322-emergency", "Brought in by his wife"),
        ("en-01-f321-intake", "gives him any pleasure"),
        ("es-12-f431-intake", "este repartidor de 37 años"),
        ("es-12-f431-intake", "la furgoneta quedó atrapada"),
        ("es-02-f321-discharge", "Mujer de 45 años"),
        ("es-02-f321-discharge", "de aspecto cuidado"),
        ("es-05-f320-intake", "una mujer de 49 años"),
        ("es-10-f411-progress", "Afecto ansioso"),
    ],
)
def test_the_patients_words_alone_change(where: str, words: str) -> None:
    """What is said of a wife, a van or an affect stays."""
    assert words in texts(where)


def test_another_age_is_another_number(changed: Callable[[Base, Defect], Words]) -> None:
    """By ten years and more, so that no rounding excuses it."""
    one = golden("es-06-f322-emergency")
    found = [changed(one, defect) for seed in range(8) if (defect := change_person(one, seed)) is not None]
    assert (["70"], ["56"]) in found


def test_the_facts_are_told_as_they_were(drawn: tuple[Base, ...]) -> None:
    """Of somebody else."""
    for one in drawn:
        defect = change_person(one)
        assert defect is not None
        assert defect.facts == one.case.facts


def test_nobody_of_neither_gender_is_given_the_other(drawn: tuple[Base, ...]) -> None:
    """There is none; the age can still be wrong."""
    one = golden("en-05-f320-intake")
    assert {defect.description for seed in range(8) if (defect := change_person(one, seed))} == {
        "the age of 24 became 41"
    }
