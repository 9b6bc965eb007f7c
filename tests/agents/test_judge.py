"""A judge answers with reason, quotation, answer, or fails in a typed way."""

from __future__ import annotations

import json

import pytest
from tests.agents.scenes import REPORT, TEXT, criterion, rubric, ruling

from casewright.agents.judge import Judge
from casewright.agents.recorded import asking_again
from casewright.errors import ModelFailure
from casewright.models.protocol import ModelReply
from casewright.testing import FunctionModel, ScriptedModel
from casewright.types import Vote, VoteFailure

Reply = str | ModelReply | BaseException


async def ask(*replies: Reply) -> tuple[Vote | VoteFailure, ScriptedModel]:
    model = ScriptedModel(replies)
    (vote,) = await Judge(model).review(REPORT, rubric(criterion()), 40)
    return vote, model


async def test_a_found_quotation_makes_a_vote() -> None:
    """Its offsets point at the report's own words."""
    vote, _ = await ask(ruling("present", "felt low for three weeks"))
    assert isinstance(vote, Vote)
    assert (vote.answer, vote.method) == ("present", "text")
    assert TEXT[vote.quotes[0].start : vote.quotes[0].end] == "felt low for three weeks"


@pytest.mark.parametrize("quote", ["profound despair since childhood", "", "…", "She was elated last spring, he says"])
async def test_a_quotation_that_is_not_there_is_no_vote(quote: str) -> None:
    """Whatever the judge answered, and without a second chance: a false quotation is no slip of form."""
    vote, model = await ask(ruling("present", quote))
    assert isinstance(vote, VoteFailure)
    assert vote.kind == "unquoted"
    assert len(model.requests) == 1


async def test_silence_lists_what_was_searched() -> None:
    """Not mentioned needs no quotation, keeps none, and says where it looked."""
    vote, _ = await ask(ruling("not_mentioned", "felt low"))
    assert isinstance(vote, Vote)
    assert (vote.searched, vote.quotes) == (("present-illness",), ())


async def test_prose_is_repaired_once() -> None:
    """The second answer counts, and the judge is told what was wrong."""
    vote, model = await ask("Yes, clearly.", ruling("present", "felt low"))
    assert isinstance(vote, Vote)
    assert "not a JSON object" in model.requests[1].messages[-1].content
    assert model.requests[1].messages[-2].content == "Yes, clearly."


async def test_what_was_cut_off_is_asked_again_with_more_room() -> None:
    """It may have been a model that thinks; half an answer is never read or shown back."""
    for first in (ModelReply('{"reason": "she', "length"), ModelFailure("truncated", "within thoughts")):
        vote, model = await ask(first, ruling("present", "felt low"))
        assert isinstance(vote, Vote)
        assert model.requests[1].max_tokens > model.requests[0].max_tokens
        assert model.requests[1].messages == model.requests[0].messages


SWAPPED = '{"answer": "present", "reason": "it says so", "quote": "felt low"}'
TWICE = '{"reason": "a", "quote": "felt low", "answer": "absent", "answer": "present"}'
SPANISH = '{"razón": "lo dice", "cita": "felt low", "respuesta": "presente"}'


@pytest.mark.parametrize(
    ("replies", "kind"),
    [
        (["Yes.", "Still yes."], "garbage"),
        (["A"] * 2, "garbage"),
        ([ruling("maybe", "felt low")] * 2, "garbage"),
        ([ruling("presente", "felt low")] * 2, "garbage"),
        ([SPANISH] * 2, "garbage"),
        ([SWAPPED] * 2, "garbage"),
        ([TWICE] * 2, "garbage"),
        ([ruling("present", "felt low", score="10")] * 2, "garbage"),
        ([ruling("present", "felt low") * 2] * 2, "garbage"),
        (["[" * 100_000] * 2, "garbage"),
        (["9" * 10_000] * 2, "garbage"),
        (["null"] * 2, "garbage"),
        ([ModelReply("{", "length")] * 2, "truncated"),
        (["Yes.", ModelReply(ruling("present", "felt low"), "length")], "truncated"),
        ([ModelFailure("refusal", "I can't")], "refusal"),
        (["Yes.", ModelFailure("refusal", "I can't")], "refusal"),
        ([ModelFailure("timeout", "too slow")], "timeout"),
        ([ModelFailure("content_filter", "withheld")], "content_filter"),
    ],
    ids=[
        "prose",
        "letter",
        "unknown-answer",
        "answer-in-spanish",
        "keys-in-spanish",
        "answer-before-reason",
        "key-twice",
        "further-key",
        "two-objects",
        "deep",
        "long-number",
        "null",
        "cut-off",
        "whole-but-cut-off",
        "refusal",
        "refused-to-repair",
        "timeout",
        "filter",
    ],
)
async def test_what_cannot_be_used_is_a_typed_failure(replies: list[Reply], kind: str) -> None:
    """Never a default answer, and never an exception."""
    vote, model = await ask(*replies)
    assert isinstance(vote, VoteFailure)
    assert vote.kind == kind
    assert len(model.requests) == len(replies)


async def test_a_fenced_object_is_read() -> None:
    """Models can't help it."""
    vote, _ = await ask(f"```json\n{ruling('present', 'felt low')}\n```")
    assert isinstance(vote, Vote)


async def test_the_schema_is_in_the_request_and_in_the_prompt() -> None:
    """A server may not honour the one, so that the other is always there."""
    _, model = await ask(ruling("not_mentioned"))
    schema = model.requests[0].json_schema
    assert schema is not None
    assert json.dumps(schema) in model.requests[0].messages[0].content
    assert list(schema["properties"]) == ["reason", "quote", "answer"]


async def test_each_aspect_is_asked_by_its_own_agent() -> None:
    """Its prompt says what counts as evidence there."""
    model = FunctionModel(lambda request: ruling("not_mentioned"))
    asked = [criterion("mood"), criterion("duration", "severity"), criterion("plans", "risk")]
    votes = await Judge(model).review(REPORT, rubric(*asked), 40)
    systems = [request.messages[0].content for request in model.requests]
    assert len(set(systems)) == 3
    assert [any(f"about {aspect}" in text for text in systems) for aspect in ("the diagnosis", "severity", "risk")]
    assert [vote.criterion for vote in votes] == ["mood", "duration", "plans"]


async def test_a_model_known_to_think_gets_room_at_once() -> None:
    """Otherwise each of its answers would cost a call that is cut off."""
    rooms = []
    for name in ("openai/some-model", "deepseek/deepseek-r1"):
        model = ScriptedModel([ruling("not_mentioned")], name=name)
        await Judge(model).review(REPORT, rubric(criterion()), 40)
        rooms.append(model.requests[0].max_tokens)
    assert rooms[1] > rooms[0]


async def test_a_second_asking_is_another_request() -> None:
    """Seed and boundary are others, so that a server's cache can't answer it."""
    model = FunctionModel(lambda request: ruling("not_mentioned"))
    await Judge(model).review(REPORT, rubric(criterion()), 40)
    with asking_again(1):
        await Judge(model).review(REPORT, rubric(criterion()), 40)
    first, second = model.requests
    assert first != second
    assert (first.seed, second.seed) == (0, 1)


def test_the_fingerprint_is_of_model_asking_and_seed() -> None:
    """Another way of asking is another critic, and needs an exam of its own."""
    model, other = ScriptedModel([]), ScriptedModel([], name="testing/other")
    judges = [Judge(model), Judge(model, "aspect"), Judge(model, seed=1), Judge(other)]
    assert len({judge.fingerprint for judge in judges}) == 4
    assert Judge(model).family == "testing"
