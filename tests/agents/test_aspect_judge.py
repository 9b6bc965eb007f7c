"""All questions of an aspect in one call: a list of rulings, each under its criterion."""

from __future__ import annotations

import json

import pytest
from tests.agents.scenes import REPORT, criterion, rubric, ruling, rulings

from casewright.agents.judge import Judge
from casewright.models.protocol import ModelRequest
from casewright.testing import FunctionModel, ScriptedModel
from casewright.types import Report, Vote, VoteFailure

MOOD, ELATION = criterion("mood"), criterion("elation")
BOTH = rubric(MOOD, ELATION)
LOW = ruling("present", "felt low", criterion="mood")
DENIED = ruling("absent", "denies any elation", criterion="elation")


async def ask(*replies: str) -> tuple[dict[str, Vote | VoteFailure], ScriptedModel]:
    model = ScriptedModel(replies)
    votes = await Judge(model, "aspect").review(REPORT, BOTH, 40)
    return {vote.criterion: vote for vote in votes}, model


def questions(request: ModelRequest) -> list[str]:
    lines = request.messages[1].content.splitlines()
    return [json.loads(line)["criterion"] for line in lines if line.startswith('{"criterion"')]


async def test_one_call_answers_the_questions_of_an_aspect() -> None:
    """In whatever order the judge answers them."""
    votes, model = await ask(rulings(DENIED, LOW))
    assert len(model.requests) == 1
    assert {name: vote.answer for name, vote in votes.items() if isinstance(vote, Vote)} == {
        "mood": "present",
        "elation": "absent",
    }


async def test_what_is_left_out_fails_alone() -> None:
    """It is no silence of the report; the others' answers stand."""
    votes, model = await ask(rulings(LOW))
    left = votes["elation"]
    assert isinstance(left, VoteFailure)
    assert left.kind == "omitted"
    assert isinstance(votes["mood"], Vote)
    assert len(model.requests) == 1


async def test_a_false_quotation_fails_alone() -> None:
    """The other ruling has its own."""
    votes, _ = await ask(rulings(LOW, ruling("present", "elated since May, he says", criterion="elation")))
    assert isinstance(votes["mood"], Vote)
    assert isinstance(votes["elation"], VoteFailure)


UNKNOWN = ruling("present", "felt low", criterion="anhedonia")


@pytest.mark.parametrize(
    "reply",
    [
        rulings(LOW, DENIED, UNKNOWN),
        rulings(LOW, LOW, DENIED),
        f"[{LOW}, {DENIED}]",
        json.dumps({"mood": json.loads(LOW)}),
        json.dumps({"rulings": [{"answer": "present", "criterion": "mood", "quote": "felt low", "reason": "so"}]}),
        json.dumps({"rulings": []})[:-1],
    ],
    ids=["unknown-criterion", "twice", "bare-list", "by-name", "order-of-keys", "broken"],
)
async def test_a_list_that_is_not_the_one_asked_for_fails_them_all(reply: str) -> None:
    """After one repair: whose answers these are can't be told."""
    votes, model = await ask(reply, reply)
    assert {vote.kind for vote in votes.values() if isinstance(vote, VoteFailure)} == {"garbage"}
    assert len(votes) == len(model.requests) == 2
    repaired, _ = await ask(reply, rulings(LOW, DENIED))
    assert all(isinstance(vote, Vote) for vote in repaired.values())


async def test_the_schema_knows_the_criteria() -> None:
    """A server that enforces it can't invent one."""
    _, model = await ask(rulings(LOW, DENIED))
    schema = model.requests[0].json_schema
    assert schema is not None
    item = schema["properties"]["rulings"]["items"]["properties"]
    assert sorted(item["criterion"]["enum"]) == ["elation", "mood"]
    assert list(item) == ["criterion", "reason", "quote", "answer"]


async def test_questions_are_shuffled_by_seed_and_report() -> None:
    """The same call is the same again, and no question is always first."""
    names = [f"q{number}" for number in range(8)]
    asked = rubric(*(criterion(name) for name in names))
    model = FunctionModel(lambda request: rulings())
    for seed, text in ((0, "One."), (0, "One."), (1, "One."), (0, "Two.")):
        await Judge(model, "aspect", seed).review(Report(text, ()), asked, 40)
    first, again, reseeded, other = map(questions, model.requests)
    assert first == again
    assert sorted(first) == names
    assert names not in (first, reseeded, other)
    assert len({tuple(order) for order in (first, reseeded, other)}) == 3


async def test_an_aspect_without_questions_costs_nothing() -> None:
    """One call for each aspect that has any."""
    model = FunctionModel(lambda request: rulings())
    await Judge(model, "aspect").review(
        REPORT, rubric(MOOD, criterion("plans", "risk"), criterion("wishes", "risk")), 40
    )
    assert len(model.requests) == 2
