"""Status flipped: one clause is turned round, and its facts with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.changes.status_flipped import flip_status
from casewright.types import Fact

SEEDS = range(6)


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_the_facts_of_one_clause_change_their_status(one: Base, news: Callable[[Base, Defect], list[Fact]]) -> None:
    """And nothing else of them, but that what is denied has no length or grade."""
    for seed in SEEDS:
        defect = flip_status(one, seed)
        assert defect is not None
        before = {fact.id: fact for fact in one.case.facts}
        turned = news(one, defect)
        assert 1 <= len(turned) <= 3
        for fact in turned:
            old = before[fact.id]
            assert {old.status, fact.status} == {"present", "absent"}
            assert (fact.concept, fact.subject, fact.time) == (old.concept, old.subject, old.time)
            assert fact.status == "present" or (fact.quantity, fact.severity) == (None, None)


def texts(where: str) -> str:
    return "\n".join(defect.report.text for seed in range(40) if (defect := flip_status(golden(where), seed)))


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("es-01-f321-intake", "Refiere ideas de suicidio y planes."),
        ("en-01-f321-intake", "She was not oriented."),
        ("en-06-f320-consultation", "Reports hopelessness."),
        ("es-08-f322-mental-status", "Refiere oír voces y ver cosas."),
        ("en-07-f322-emergency", "He himself admits to thoughts of suicide."),
    ],
)
def test_it_goes_both_ways(where: str, words: str) -> None:
    """A denial is stated, a statement denied."""
    assert words in texts(where)


def test_a_list_of_denials_is_not_cut_into() -> None:
    """Without its first word, "no suicidal thoughts, plan or intent" would state all three."""
    assert "Suicidal thoughts, plan or intent" not in texts("en-15-f431-emergency")
