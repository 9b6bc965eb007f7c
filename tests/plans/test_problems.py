"""Impossible combinations are named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.plans.drawn import draw

from casewright.plans import case_problems
from casewright.types import Case, Fact, Person, Quantity

WOMAN = Person(40, "female", "woman", "she")
MAN = Person(40, "male", "man", "he")


def case(*facts: Fact, code: str = "F32.1", person: Person = WOMAN, kind: str = "intake") -> Case:
    return Case("c", "o", 0, 0, "icd10-who-2019", code, (), "en", kind, person, facts)


def fact(concept: str, number: int = 1, section: str = "present-illness", **values: Any) -> Fact:
    return Fact(f"f{number}", concept, section, **values)


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (case(fact("pregnancy"), person=MAN), "pregnancy with sex male"),
        (case(fact("retired"), person=replace(WOMAN, age=17)), "retired at 17 years"),
        (case(fact("auditory-hallucinations"), code="F32.0"), "auditory-hallucinations can't be present in F32.0"),
        (case(fact("insomnia"), fact("insomnia", 2, status="absent")), "patient says both present and absent"),
        (case(fact("sertraline", quantity=Quantity(5000, "mg"))), "sertraline 5000 mg"),
        (case(fact("phq-9", section="scales", quantity=Quantity(40, "points"))), "phq-9 40 points"),
        (case(fact("onset-latency", quantity=Quantity(8, "months")), code="F43.1"), "within six months"),
        (case(fact("illness-duration", quantity=Quantity(3, "days"))), "F32.1 needs 14"),
        (case(fact("insomnia", quantity=Quantity(50, "years"))), "at 40 years"),
        (case(fact("insomnia", quantity=Quantity(3, "mg"))), "not 'mg'"),
        (case(fact("lives-alone"), fact("lives-with-partner", 2)), "can't both be true"),
        (case(fact("guilt"), fact("anxiety")), "used 2 times"),
        (case(fact("guilt", section="course")), "no section 'course'"),
        (case(fact("gloom")), "unknown concept 'gloom'"),
        (case(fact("dizziness", severity="mild")), "no severity"),
        (case(fact("dx-ptsd", section="mental-state"), kind="mental-status"), "states no diagnosis"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_impossible_case_is_told_in_words(bad: Case, word: str) -> None:
    """One sentence names the offending thing and what was possible."""
    assert any(word in problem for problem in case_problems(bad)), case_problems(bad)


def test_sources_relatives_and_times_may_differ() -> None:
    """What looks like a contradiction is none between sources, people or times."""
    fine = case(
        fact("irritability", status="absent"),
        fact("irritability", 2, source="informant", section="informants"),
        fact("suicide-attempt", 3, section="risk", status="absent"),
        fact("suicide-attempt", 4, section="family-history", subject="mother"),
        fact("guilt", 5, time="past"),
        fact("guilt", 6, status="absent"),
        fact("clozapine", 7, section="medication", quantity=Quantity(1200, "mg")),
    )
    assert case_problems(fine) == ()


def test_what_is_untold_needs_no_section_of_the_kind() -> None:
    """A latent fact may belong to a part that this kind doesn't have."""
    assert case_problems(case(fact("guilt", section="course", told=False))) == ()
    assert case_problems(draw("F43.1", 3, kind="mental-status")) == ()
