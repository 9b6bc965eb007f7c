"""What an exam will take is known before it is paid, and a budget leaves out whole criteria."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.exams.bases import Base
from casewright.exams.examining.budget import ExamBudget, Pace
from casewright.exams.examining.capping import cap_questions
from casewright.exams.examining.ledger import exam_ledger, seated
from casewright.exams.examining.plan import plan_exam
from casewright.exams.examining.questions import criterion_key, exam_questions, family_of, is_accuracy
from casewright.exams.paper import paper
from casewright.exams.running import resolve_once
from casewright.models.protocol import ModelReply, Usage
from casewright.testing import ScriptedModel

PACE = Pace(calls=1.0, tokens=500.0, seconds=2.0, usd=0.001)


async def test_code_costs_nothing_and_is_asked_all(few: tuple[Base, ...]) -> None:
    """Nothing is sampled, nothing estimated; a few questions are asked again."""
    questions = exam_questions(paper(few), resolve_once)
    plan = await plan_exam(RulesCritic(), questions, resolve_once)
    assert plan.questions == questions
    assert plan.left_out == ()
    assert (plan.needs.calls, plan.needs.tokens, plan.needs.usd) == (0, 0, None)
    assert plan.again


async def test_a_model_is_timed_by_a_few_questions(few: tuple[Base, ...], silent_ruling: str, tmp_path: Path) -> None:
    """Calls, tokens, seconds and dollars are those of a trial, times the questions."""
    reply = ModelReply(silent_ruling, usage=Usage(900, 100), seconds=0.5, usd=0.01)
    model = ScriptedModel([reply], repeat=True)
    questions = exam_questions(paper(few[:1]), resolve_once)
    async with exam_ledger(tmp_path) as ledger:
        plan = await plan_exam(seated(model, ledger), questions, resolve_once, most=4)
    assert len(model.requests) == 3
    n = len(plan.questions) + len(plan.again)
    assert (plan.needs.questions, plan.needs.calls, plan.needs.tokens) == (n, n, 1000 * n)
    assert plan.needs.seconds == pytest.approx(0.5 * n, rel=0.5)
    assert plan.needs.usd == pytest.approx(0.01 * n)


async def test_a_budget_samples_criteria_over_all_families(few: tuple[Base, ...], silent_ruling: str) -> None:
    """What fits is asked whole; what doesn't is named, and the certificate will say so."""
    questions = exam_questions(paper(few), resolve_once)
    critic = seated(ScriptedModel([silent_ruling], repeat=True), None)
    plan = await plan_exam(critic, questions, resolve_once, budget=ExamBudget(calls=150), most=10, pace=PACE)
    assert 0 < len(plan.questions) + len(plan.again) <= 150
    assert plan.left_out
    assert plan.whole.calls > 150 >= plan.needs.calls
    asked = {criterion_key(one) for one in plan.questions}
    left = {criterion_key(one) for one in questions} - asked
    assert {name.split(": ")[1] for name in plan.left_out} == {key[0] for key in left}
    assert len({family_of(one) for one in plan.questions}) >= 6
    assert "advise" in plan.notes[0]
    again = await plan_exam(critic, questions, resolve_once, budget=ExamBudget(calls=150), most=10, pace=PACE)
    assert again == plan
    other = await plan_exam(critic, questions, resolve_once, budget=ExamBudget(calls=150), most=10, pace=PACE, seed=1)
    assert {criterion_key(one) for one in other.questions} != asked


async def test_seconds_and_dollars_are_budgets_too(few: tuple[Base, ...], silent_ruling: str) -> None:
    """The tightest limit holds; one that affords nothing leaves an exam without questions."""
    questions = exam_questions(paper(few[:1]), resolve_once)
    critic = seated(ScriptedModel([silent_ruling], repeat=True), None)
    budget = ExamBudget(calls=1000, seconds=100, usd=0.04)
    plan = await plan_exam(critic, questions, resolve_once, budget=budget, most=4, pace=PACE)
    assert plan.needs.questions <= 40
    none = await plan_exam(critic, questions, resolve_once, budget=ExamBudget(usd=0.0001), most=4, pace=PACE)
    assert none.questions == ()


def test_capped_questions_show_both_errors(few: tuple[Base, ...]) -> None:
    """Half met and half unmet where there are as many, operators in turn, and a few edits of bases that are asked."""
    questions = exam_questions(paper(few), resolve_once)
    kept = cap_questions(questions, 6, seed=0)
    sizes = Counter(criterion_key(one) for one in kept if is_accuracy(one))
    assert max(sizes.values()) <= 6
    rich = [one for one in kept if one.criterion.id == "duration" and is_accuracy(one)]
    states = Counter(one.wanted for one in rich)
    assert states["unmet"] >= 2
    assert len({one.item.name for one in rich if one.wanted == "unmet"}) >= 2
    edits = [one for one in kept if one.item.sort == "edit"]
    bases = {(one.item.base.id, criterion_key(one)) for one in kept if one.item.sort == "base"}
    assert all((one.item.base.id, criterion_key(one)) in bases for one in edits)
    assert cap_questions(questions, None, seed=0) == questions
