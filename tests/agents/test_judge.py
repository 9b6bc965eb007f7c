"""A judge answers with reason, quotation, answer, or fails in a typed way."""

from __future__ import annotations

import json

import pytest

from casewright.agents.judge import Judge
from casewright.errors import ModelFailure
from casewright.models.protocol import ModelReply
from casewright.rubrics import Criterion, Origin, ResolvedRubric
from casewright.testing import ScriptedModel
from casewright.types import Report, Section, Vote, VoteFailure

TEXT = "She has felt low for three weeks. She denies any elation."
REPORT = Report(TEXT, (Section("present-illness", 0, len(TEXT)),))
CRITERION = Criterion(
    "mood", "supports", "diagnosis", {"en": "Is low mood described?"}, Origin("who:F32", "1.0.0", "f")
)
RUBRIC = ResolvedRubric("who:F32", "1.0.0", "draft", "cddg", "icd10-who-2019", "F32", "intake", (CRITERION,), (), ())


def ruling(answer: str, quote: str) -> str:
    return json.dumps({"reason": "it says so", "quote": quote, "answer": answer})


async def ask(*replies: str | ModelReply | BaseException) -> tuple[Vote | VoteFailure, ScriptedModel]:
    model = ScriptedModel(replies)
    (vote,) = await Judge(model).review(REPORT, RUBRIC, 40)
    return vote, model


async def test_a_found_quotation_makes_a_vote() -> None:
    """Its offsets point at the report's own words."""
    vote, _ = await ask(ruling("present", "felt low for three weeks"))
    assert isinstance(vote, Vote)
    assert (vote.answer, vote.method) == ("present", "text")
    assert TEXT[vote.quotes[0].start : vote.quotes[0].end] == "felt low for three weeks"


async def test_a_quotation_that_is_not_there_is_no_vote() -> None:
    """Whatever the judge answered."""
    vote, _ = await ask(ruling("present", "profound despair since childhood"))
    assert isinstance(vote, VoteFailure)
    assert vote.kind == "unquoted"


async def test_silence_lists_what_was_searched() -> None:
    """Not mentioned needs no quotation, but says where it looked."""
    vote, _ = await ask(ruling("not_mentioned", ""))
    assert isinstance(vote, Vote)
    assert vote.searched == ("present-illness",)


async def test_prose_is_repaired_once() -> None:
    """The second answer counts, and the judge is told what was wrong."""
    vote, model = await ask("Yes, clearly.", ruling("present", "felt low"))
    assert isinstance(vote, Vote)
    assert "not a JSON object" in model.requests[1].messages[-1].content


@pytest.mark.parametrize(
    ("replies", "kind"),
    [
        (["Yes.", "Still yes."], "garbage"),
        ([ruling("maybe", "x"), ruling("maybe", "x")], "garbage"),
        ([ModelReply("{", "length"), ModelReply("{", "length")], "truncated"),
        ([ModelFailure("refusal", "I can't")], "refusal"),
        ([ModelFailure("timeout", "too slow")], "timeout"),
    ],
    ids=["prose", "unknown-answer", "cut-off", "refusal", "timeout"],
)
async def test_what_cannot_be_used_is_a_typed_failure(
    replies: list[str | ModelReply | BaseException], kind: str
) -> None:
    """Never a default answer, and never an exception."""
    vote, _ = await ask(*replies)
    assert isinstance(vote, VoteFailure)
    assert vote.kind == kind


async def test_the_report_stands_between_boundaries_it_cannot_know() -> None:
    """An instruction in the report comes as data."""
    _, model = await ask(ruling("not_mentioned", ""))
    content = model.requests[0].messages[-1].content
    before, inside, after = content.split(content.split("\n")[2])
    assert TEXT in inside
    assert TEXT not in before + after
