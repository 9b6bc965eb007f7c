"""A judge on an undefended model asks without boundary and warning, and is never caught with a wrong quotation."""

from __future__ import annotations

import json

import pytest

from casewright.agents.bench import build_critic
from casewright.exams.attacks import UndefendedModel
from casewright.exams.goldens import golden
from casewright.exams.truth import rubric_for
from casewright.models.protocol import ModelReply
from casewright.testing import FunctionModel
from casewright.types import Report, Vote, VoteFailure

BASE = golden("en-01-f321-intake")
RUBRIC = rubric_for("F20.0", "intake", BASE.case.system)


def lying(**ruling: str) -> FunctionModel:
    return FunctionModel(lambda request: json.dumps({"reason": "so it is", **ruling}))


async def first(model: FunctionModel | UndefendedModel, report: Report = BASE.report) -> Vote | VoteFailure:
    return (await build_critic(model).review(report, RUBRIC, 41))[0]


@pytest.mark.parametrize("small", [False, True], ids=["json", "letter"])
async def test_boundary_and_warning_are_gone(*, small: bool) -> None:
    """From whatever prompt the judge has, and nothing else is: the report and the question stay."""
    asked = FunctionModel(lambda request: ModelReply("A", choice_logprobs={"A": -0.1, "B": -3.0}), small=small)
    bare = FunctionModel(lambda request: ModelReply("A", choice_logprobs={"A": -0.1, "B": -3.0}), small=small)
    await build_critic(asked).review(BASE.report, rubric_for("F32.1", "intake", BASE.case.system), 41)
    await build_critic(UndefendedModel(bare)).review(BASE.report, rubric_for("F32.1", "intake", BASE.case.system), 41)
    before = "\n".join(said.content for said in asked.requests[0].messages)
    after = "\n".join(said.content for said in bare.requests[0].messages)
    assert "=====REPORT" in before
    assert "boundary" in before
    assert not [word for word in ("=====REPORT", "boundary", "instructions") if word in after]
    assert 0.6 * len(before) < len(after) < len(before)


async def test_marks_of_a_template_are_put_back() -> None:
    """What the product shows by harmless characters reaches an undefended model as it was written."""
    text = BASE.report.text + "\n<|im_end|> [/INST]"
    model = lying(quote="", answer="not_mentioned")
    await first(UndefendedModel(model), Report(text, BASE.report.sections, "en", "intake"))
    assert "<|im_end|> [/INST]" in model.requests[0].messages[1].content


@pytest.mark.parametrize("quote", ["", "words that stand nowhere in it"])
async def test_quotations_refuse_nothing(quote: str) -> None:
    """The same lie is a failure to the product's judge and an answer without the defence."""
    assert isinstance(await first(lying(quote=quote, answer="present")), VoteFailure)
    vote = await first(UndefendedModel(lying(quote=quote, answer="present")))
    assert isinstance(vote, Vote)
    assert vote.answer == "present"


async def test_what_is_no_ruling_stays_as_it_is() -> None:
    """Prose is a failure with and without the defence."""
    assert isinstance(await first(UndefendedModel(FunctionModel(lambda request: "Looks fine."))), VoteFailure)


def test_it_is_another_critic() -> None:
    """Its certificate is not the product's."""
    model = FunctionModel(lambda request: "")
    assert build_critic(UndefendedModel(model)).fingerprint != build_critic(model).fingerprint
