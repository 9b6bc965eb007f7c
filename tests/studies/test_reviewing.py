"""A reading answers as the rules critic votes, and a review counts as the gate does."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.exams.bases import Base, composed
from casewright.graphs.gating import Gating
from casewright.graphs.verdicts import fidelity
from casewright.rubrics import resolve
from casewright.studies.reviewing import Reading, Review, asked_under, review
from casewright.types import Vote

SYSTEM = "icd10-who-2019"
CODES = ("F20.0", "F32.1", "F60.31", "F10.2", "F05.0")
UNDER = (*CODES, "F41.1", "F43.1")


@pytest.fixture(scope="module")
def bases() -> tuple[Base, ...]:
    return tuple(composed(10, codes=CODES))


@pytest.mark.parametrize("code", UNDER)
def test_under_any_code_it_answers_as_the_rules_critic(bases: tuple[Base, ...], code: str) -> None:
    """Answers made from mentions found once are those of the critic's own votes, under right and wrong codes."""
    for base in bases:
        rubric = resolve(code, kind=base.report.kind)
        votes = asyncio.run(RulesCritic().review(base.report, rubric, base.case.person.age))
        cast = {vote.criterion: vote.answer for vote in votes if isinstance(vote, Vote)}
        reading = Reading(base.report, base.case.person.age)
        asked = [item for item in asked_under(SYSTEM, code, base.report.kind) if item.criterion.id in cast]
        assert {item.criterion.id: reading.answer(item) for item in asked} == cast


def test_a_review_counts_as_the_gate(bases: tuple[Base, ...]) -> None:
    """Support, coverage, documentation and contradictions are those of the gate when the rules critic decides all."""
    for base in bases:
        age, code = base.case.person.age, base.case.code
        rubric = resolve(code, kind=base.report.kind)
        votes = asyncio.run(RulesCritic().review(base.report, rubric, age))
        gate = fidelity(rubric, votes, Gating.everything(), base.report, age)
        ours = review(Reading(base.report, age), SYSTEM, code)
        assert (ours.support, ours.coverage, ours.documentation) == (gate.support, gate.coverage, gate.documentation)
        assert ours.contradictions == gate.contradictions


def test_an_empty_text_is_refused(bases: tuple[Base, ...]) -> None:
    """Nothing that supports is met."""
    for base in bases:
        empty = replace(base.report, text="", sections=())
        assert review(Reading(empty), SYSTEM, base.case.code).ruling == "refuses"


@pytest.mark.parametrize(
    ("support", "coverage", "contradictions", "expected"),
    [
        (0.8, 0.7, (), "accepts"),
        (0.79, 1.0, (), "refuses"),
        (1.0, 1.0, ("mania",), "refuses"),
        (1.0, 0.69, (), "leaves open"),
        (None, None, (), "leaves open"),
    ],
)
def test_a_ruling_is_the_gates(
    support: float | None, coverage: float | None, contradictions: tuple[str, ...], expected: str
) -> None:
    """A contradiction or too little support refuses; too little coverage leaves it open."""
    assert Review(support, coverage, None, contradictions, ()).ruling == expected
