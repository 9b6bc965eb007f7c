"""An exam ends with a clear result whatever the critic does, and goes on without paying twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import Certificate
from casewright.errors import ModelAccessError, ModelFailure
from casewright.exams.bases import Base
from casewright.exams.examining import ExamBudget, examine
from casewright.exams.examining.plan import TRIAL
from casewright.exams.labels import Label, labelled_questions
from casewright.exams.running import resolve_once
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FunctionModel, ScriptedModel
from casewright.types import Answer
from casewright.wire import from_json, to_json

SMALL = ExamBudget(calls=60)
DAY = "2025-01-31"


async def test_the_rules_critic_gets_a_certificate(few: tuple[Base, ...]) -> None:
    """Families with their evidence, criteria by hash, and the same again for the same."""
    first, second = [await examine(RulesCritic(), language="en", bases=few, issued=DAY) for _ in range(2)]
    assert first == second
    assert first.id
    assert (first.critic, first.fingerprint) == ("rules", RulesCritic().fingerprint)
    assert (first.grade, first.model_family, first.bases) == ("provisional", None, 2)
    assert first.cost.calls == 0
    assert {one.family for one in first.criteria} == set(first.families)
    assert "supports/diagnosis" in first.families
    assert not any(one.gates for one in first.criteria if not first.families[one.family].passes)
    assert from_json(Certificate, to_json(first)) == first


async def test_another_language_has_another_exam(few: tuple[Base, ...]) -> None:
    """Without a base in the language nothing is asked, and the certificate says that."""
    found = await examine(RulesCritic(), language="es", bases=few, issued=DAY)
    assert (found.bases, found.criteria) == (0, ())
    assert "nothing was asked" in found.notes[0]


FAULTS = {
    "prose": "I believe the patient is quite unwell, as the report clearly shows.",
    "another language": "Le rapport est convaincant, je dirais que oui.",
    "no quotation": '{"reason": "it is so", "quote": "", "answer": "present"}',
    "a quotation of its own": '{"reason": "it is so", "quote": "words nobody ever wrote", "answer": "present"}',
    "refusal": ModelFailure("refusal", "I can't help with that"),
    "nothing": ModelFailure("empty", "no text"),
}


@pytest.mark.parametrize("reply", FAULTS.values(), ids=FAULTS)
async def test_a_judge_that_can_not_answer_decides_nothing(few: tuple[Base, ...], reply: str | ModelFailure) -> None:
    """Its failures are counted by kind; no answer is made up for it."""
    model = ScriptedModel([reply], repeat=True)
    found = await examine(model, language="en", bases=few[:1], budget=SMALL, issued=DAY)
    assert found.criteria
    assert not any(one.gates for one in found.criteria)
    assert sum(one.answered for one in found.criteria) == 0
    assert all(sum(family.failures.values()) == family.answered.n for family in found.families.values())
    assert any("nothing was answered" in note for note in found.notes)


async def test_a_judge_that_times_out_half_of_the_time(few: tuple[Base, ...], silent_ruling: str) -> None:
    """What it answered counts, what it didn't is neither right nor wrong."""
    turns: list[str | ModelReply | BaseException] = [silent_ruling, ModelFailure("timeout", "30 s")]
    found = await examine(ScriptedModel(turns, repeat=True), language="en", bases=few[:1], budget=SMALL, issued=DAY)
    failed = sum(family.failures.get("timeout", 0) for family in found.families.values())
    answered = sum(family.answered.hits for family in found.families.values())
    assert failed > 5
    assert answered > 5


async def test_one_answer_to_everything_passes_no_family(few: tuple[Base, ...], silent_ruling: str) -> None:
    """Constant answers are right about one kind of question only."""
    found = await examine(ScriptedModel([silent_ruling], repeat=True), language="en", bases=few, issued=DAY)
    both = [one for one in found.families.values() if one.false_accepts.n and one.false_rejects.n]
    assert both
    assert not any(one.passes for one in found.families.values())


async def test_an_exam_that_paused_goes_on_without_paying_twice(
    few: tuple[Base, ...], silent_ruling: str, tmp_path: Path
) -> None:
    """What was answered is kept in the exam's folder; the second start asks only the rest."""

    def exam(model: FunctionModel) -> object:
        return examine(model, language="en", bases=few[:1], budget=SMALL, issued=DAY, folder=tmp_path / "exam")

    def stop(request: ModelRequest) -> str:
        if len(first.requests) > 20:
            raise ModelAccessError("401: key refused")
        return silent_ruling

    first = FunctionModel(stop)
    with pytest.raises(ModelAccessError, match="key refused"):
        await exam(first)  # type: ignore[misc]
    second = FunctionModel(lambda request: silent_ruling)
    found = await exam(second)  # type: ignore[misc]
    third = FunctionModel(lambda request: silent_ruling)
    again = await exam(third)  # type: ignore[misc]
    assert isinstance(found, Certificate)
    assert isinstance(again, Certificate)
    assert found.cost.calls - 20 <= len(second.requests) <= found.cost.calls + TRIAL - 20
    assert third.requests == []
    assert again.criteria == found.criteria


async def test_a_second_asking_shows_a_judge_that_changes_its_mind(few: tuple[Base, ...]) -> None:
    """The same question twice is two calls; answers that differ are flips."""

    def moody(request: ModelRequest) -> str:
        return ruling("unclear" if request.seed else "not_mentioned")

    def ruling(answer: str) -> str:
        return f'{{"reason": "so", "quote": "", "answer": "{answer}"}}'

    found = await examine(FunctionModel(moody), language="en", bases=few[:1], budget=SMALL, issued=DAY)
    flips = [family.flips for family in found.families.values() if family.flips is not None]
    assert sum(one.n for one in flips) > 3
    assert all(one.rate == 1 for one in flips)


def labels(answers: list[Answer], text: str) -> list[Label]:
    criterion = next(one for one in resolve_once("icd10-who-2019", "F32.1", "intake").criteria if one.id == "mania")
    return [
        Label(f"r{row}", f"{text} Note {row}.", "ann", "mania", answer, "F32.1", criterion_hash=criterion.hash)
        for row, answer in enumerate(answers)
    ]


@pytest.mark.parametrize(("count", "grade"), [(49, "provisional"), (50, "gating")])
async def test_fifty_labelled_reports_make_more_than_a_provisional_certificate(
    few: tuple[Base, ...], count: int, grade: str
) -> None:
    """Labels count with all else and are told by themselves."""
    answers: list[Answer] = ["not_mentioned"] * count
    found = labelled_questions(labels(answers, "She feels low and sleeps badly."), resolve_once)
    certificate = await examine(RulesCritic(), language="en", bases=few[:1], labels=found, issued=DAY)
    assert (certificate.grade, certificate.labelled, certificate.raters) == (grade, count, 1)
    assert any(f"on the {count} reports labelled by people alone" in note for note in certificate.notes)
    assert any("agreement between raters needs two" in note for note in certificate.notes)
