"""A reasoning model judges: whatever it thought is counted, and nowhere kept, quoted or read as an answer."""

from __future__ import annotations

import pytest
from tests.agents.scenes import REPORT, criterion, rubric, ruling

from casewright.agents.judge import Judge
from casewright.agents.recorded import RecordedModel, Recording, recording
from casewright.ledger.protocol import RunRow
from casewright.models import load_model
from casewright.settings import Endpoint
from casewright.testing import EndpointReply, FaultEndpoint, MemoryLedger, replies
from casewright.types import Vote, VoteFailure
from casewright.wire import to_json

SECRET = "She has felt low, so the answer must be present, PRIVATETHOUGHT."
LOW = ruling("present", "felt low")
FAKE = ruling("absent", "denies any elation")


async def judged(*script: EndpointReply | str) -> tuple[Vote | VoteFailure, Recording, MemoryLedger, FaultEndpoint]:
    ledger = MemoryLedger()
    await ledger.open_run(RunRow("run", {}, {}), ())
    async with FaultEndpoint(script) as endpoint:
        model = load_model("r1", {"r1": Endpoint(model="openai/deepseek-r1", api_base=endpoint.api_base)})
        with recording("s1") as kept:
            judge = Judge(RecordedModel(model, ledger, "run", "judge"))
            (vote,) = await judge.review(REPORT, rubric(criterion()), 40)
        await model.close()
    return vote, kept, ledger, endpoint


@pytest.mark.parametrize(
    "reply",
    [
        replies.answer(LOW, reasoning=SECRET),
        replies.thinking(LOW, SECRET),
        replies.thinking(LOW, SECRET, opening=False),
        replies.thinking(f"\n\n```json\n{LOW}\n```", SECRET),
        replies.thinking(LOW, f"{SECRET} {FAKE}"),
        replies.thinking(LOW, f"{SECRET}</think><think>{FAKE}"),
    ],
    ids=["field", "tags", "no-opening-tag", "fenced", "answer-in-thoughts", "two-blocks"],
)
async def test_only_the_answer_is_kept(reply: EndpointReply) -> None:
    """Neither the vote nor the ledger holds a thought; its tokens are in the cost."""
    vote, kept, ledger, _ = await judged(reply)
    assert isinstance(vote, Vote)
    assert (vote.answer, vote.quotes[0].quote) == ("present", "felt low")
    assert "PRIVATETHOUGHT" not in f"{to_json(vote)} {await ledger.calls('run')!r}"
    assert kept.cost.thought_tokens > 0
    assert kept.cost.completion_tokens >= kept.cost.thought_tokens


async def test_thoughts_without_end_are_no_answer() -> None:
    """Asked once more with more room; what stands in them is never read, and never shown back."""
    endless = replies.thinking("", f"{SECRET} {FAKE}", closing=False)
    vote, _, ledger, endpoint = await judged(endless, endless)
    assert isinstance(vote, VoteFailure)
    assert vote.kind == "truncated"
    first, second = (chat.body for chat in endpoint.chats)
    assert second["max_tokens"] > first["max_tokens"]
    assert second["messages"] == first["messages"]
    assert "PRIVATETHOUGHT" not in f"{vote} {await ledger.calls('run')!r}"


async def test_thoughts_alone_are_no_answer() -> None:
    """An empty reply behind a reasoning field is a failure, and its thoughts are not taken for the answer."""
    vote, _, _, _ = await judged(replies.answer("", reasoning=f"{SECRET} {LOW}"))
    assert isinstance(vote, VoteFailure)
    assert vote.kind == "empty"


async def test_a_repair_call_shows_no_thoughts() -> None:
    """The judge is shown what it answered, not what it thought."""
    vote, _, _, endpoint = await judged(replies.thinking("Yes, she is.", SECRET), replies.thinking(LOW, SECRET))
    assert isinstance(vote, Vote)
    assert [message["content"] for message in endpoint.chats[1].body["messages"]][2] == "Yes, she is."
    assert endpoint.find("PRIVATETHOUGHT") == []
