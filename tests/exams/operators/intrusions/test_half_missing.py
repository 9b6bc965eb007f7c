"""The text breaks off."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.intrusions.half_missing import break_off

Changes = Callable[[Base, Defect], Mapping[str, tuple[str, str]]]


def test_the_text_is_a_beginning_of_the_base() -> None:
    """Of about half its length."""
    for one in goldens():
        defect = break_off(one)
        assert one.report.text.startswith(defect.report.text)
        assert 0.25 < len(defect.report.text) / len(one.report.text) < 0.85


def test_facts_of_the_lost_half_go(changes: Changes) -> None:
    """Nothing is documented of what came last."""
    for name in ("en-01-f321-intake", "es-01-f321-intake"):
        one = golden(name)
        defect = break_off(one)
        assert defect.facts is not None
        assert {fact.section for fact in defect.facts}.isdisjoint({"risk", "impression", "plan"})
        assert changes(one, defect)["next-step-documented"][1] == "not_mentioned"


def test_a_break_in_mid_sentence_claims_no_facts() -> None:
    """A mental-state examination has no section that begins near the middle."""
    defect = break_off(golden("es-20-f200-mental-status"))
    assert "mid-sentence" in defect.description
    assert defect.facts is None
