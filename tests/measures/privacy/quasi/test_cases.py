"""What an imagined case tells of itself, in the same values as a text."""

from __future__ import annotations

from casewright.measures.privacy.quasi import case_quasi_identifiers
from casewright.types import Case, Fact, Person


def test_told_facts_of_the_patient_count() -> None:
    """What isn't told, and what is absent, doesn't."""
    facts = (
        Fact("1", "divorced", "social"),
        Fact("2", "lives-alone", "social", told=False),
        Fact("3", "unemployed", "social", status="absent"),
        Fact("4", "retired", "social"),
    )
    case = Case("c", "o", 0, 1, "who", "F32.1", (), "en", "intake", Person(71, "male", "man", "he"), facts)
    assert case_quasi_identifiers(case) == {
        "age": {"70-74"},
        "marital": {"divorced"},
        "occupation": {"retired"},
        "sex": {"male"},
    }
