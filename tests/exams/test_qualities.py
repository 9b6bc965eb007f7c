"""What facts say of doses and scores out of bounds, and what they can't say."""

from __future__ import annotations

from casewright.exams.qualities import known_from_facts, quality_facts
from casewright.rubrics import resolve
from casewright.types import Fact, Quantity


def test_a_dose_far_out_is_a_fact_of_its_own() -> None:
    """A planted slip has a true answer, so that an exam can tell who sees it."""
    fact = Fact("f1", "sertraline", "medication", quantity=Quantity(50_000, "mg"))
    assert [item.concept for item in quality_facts([fact])] == ["impossible-dose", "off-label-dose"]


def test_usual_doses_and_scores_say_nothing() -> None:
    """What is in bounds adds nothing to the facts."""
    facts = [
        Fact("f1", "sertraline", "medication", quantity=Quantity(100, "mg")),
        Fact("f2", "phq-9", "scales", quantity=Quantity(18, "points")),
    ]
    assert list(quality_facts(facts)) == []


def test_what_only_a_text_shows_has_no_answer_in_facts() -> None:
    """Pronouns and dates are left out of an exam's truth, doses are not."""
    criteria = {item.id: item for item in resolve("F32.1", kind="intake").criteria}
    assert known_from_facts(criteria["dose-impossible"])
    assert not known_from_facts(criteria["pronouns-agree"])
