"""The fact check sits: its unit is a told fact, or what a defect made of one."""

from __future__ import annotations

from casewright.certificates import FACTS
from casewright.exams.bases import Base
from casewright.exams.examining.fact_units import fact_units, is_examined
from casewright.exams.examining.facts import examine_facts
from casewright.exams.paper import paper
from casewright.facts import facts_fingerprint


def test_what_a_defect_changed_is_asked_and_the_rest_is_not(few: tuple[Base, ...]) -> None:
    """A base gives its told facts, a drug one fact, another age the report as a whole, another code nothing."""
    base = few[0]
    units = fact_units([item for item in paper([base]) if is_examined(item)])
    by_name = {name: [one for one in units if one.item.name == name] for name in {one.item.name for one in units}}
    assert sum(one.truth == "told" for one in by_name[""]) == sum(fact.told for fact in base.case.facts)
    assert [one.truth for one in by_name["drug-added"]] == ["changed"]
    assert by_name["drug-added"][0].objected
    assert [one.fact for one in by_name["wrong-sex-or-age"]] == ["*"]
    assert "sibling-code" not in by_name


def test_the_fact_check_gets_a_certificate(few: tuple[Base, ...]) -> None:
    """One family, false accepts by operator, false rejects of told facts and of content taken for added."""
    first, second = [examine_facts(language="en", bases=few, issued="2025-01-31") for _ in range(2)]
    assert first == second
    assert (first.critic, first.fingerprint, set(first.families)) == (FACTS, facts_fingerprint(), {FACTS})
    evidence = first.families[FACTS]
    told = sum(evidence.confusion["told"].values())
    added = sum(evidence.confusion.get("added", {}).values())
    assert evidence.false_rejects.n == told + added
    assert evidence.false_rejects.hits == told - evidence.confusion["told"]["told"] + added
    assert evidence.false_accepts.n == sum(rate.n for rate in evidence.operators.values())
    assert evidence.edits is not None
    assert any("taken for added content" in note for note in first.notes)


def test_no_base_no_verdict() -> None:
    """Without texts the family does not pass, and says why."""
    found = examine_facts(language="en", bases=[], issued="2025-01-31")
    assert not found.families[FACTS].passes
    assert "too few" in found.families[FACTS].why
