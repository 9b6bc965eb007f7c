"""What a text still tells without a section."""

from __future__ import annotations

from casewright.exams.goldens import golden, goldens
from casewright.exams.operators.intrusions.tellings import told_in, told_without
from casewright.exams.word_bank import bank
from casewright.types import Quantity
from casewright.vocabulary.concepts import concepts


def test_without_nothing_gone_all_is_told() -> None:
    """Word for word as the golden lists it."""
    assert all(told_without(one, ()) == one.case.facts for one in goldens())


def test_what_another_section_tells_too_stays_with_what_that_one_says() -> None:
    """Seven weeks of low mood: the mood is told again in the history, the weeks aren't."""
    facts = told_without(golden("en-01-f321-intake"), {"reason"})
    assert facts is not None
    (mood,) = [fact for fact in facts if fact.concept == "depressed-mood"]
    assert (mood.section, mood.quantity) == ("present-illness", None)


def test_a_quantity_that_another_section_says_goes_with_that_section() -> None:
    """«Tristeza desde hace dos meses» stands in the reason alone."""
    one = golden("es-01-f321-intake")
    without_reason, without_history = told_without(one, {"reason"}), told_without(one, {"present-illness"})
    assert without_reason is not None
    assert without_history is not None
    moods = [[f for f in facts if f.concept == "depressed-mood"] for facts in (without_reason, without_history)]
    assert [(f.section, f.quantity) for found in moods for f in found] == [
        ("present-illness", None),
        ("reason", Quantity(2, "months")),
    ]


def test_a_section_tells_what_stands_under_another_too() -> None:
    """The plan of a golden says the drug and dose of its history again."""
    assert {fact.concept for fact in told_in(golden("en-04-f320-progress"), "plan")} >= {
        "escitalopram",
        "continue-medication",
    }


def test_the_bank_names_goldens_sections_and_facts_that_there_are() -> None:
    """An entry for nothing would say nothing."""
    for name, sections in bank("tellings").items():
        base = golden(name)
        told = {fact.concept for fact in base.case.facts}
        for section, entries in sections.items():
            assert section in {one.id for one in base.report.sections}
            for entry in entries:
                concept = entry if isinstance(entry, str) else entry["concept"]
                assert concept in told & concepts().keys()
