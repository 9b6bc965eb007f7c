"""Where in its replies a writer copies makes no difference."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.leaks.conftest import Gates
from tests.leaks.markers import COPIES, faithfully, kept, leaked, with_copy

from casewright.ledger import open_ledger
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FunctionModel

Answer = Callable[[str, int], str]
HALVES = [" ".join(COPIES[0].split()[:9]), " ".join(COPIES[0].split()[9:18])]


def copying(answer: Answer, *, small: bool = False, finish: Any = "stop") -> FunctionModel:
    """A model whose answer is made of its last message and the number of the call, from 0."""
    turns = count()
    return FunctionModel(
        lambda request: ModelReply(answer(request.messages[-1].content, next(turns)), finish),
        name="testing/copycat", small=small,
    )  # fmt: skip


def padded(content: str, copy: str) -> str:
    lines = "She spoke slowly and looked out of the window for a while before she went on. "
    return with_copy(content, f"{lines * 40}{copy}. {lines * 40}")


def titled(content: str, copy: str) -> str:
    return f"## {copy.title()}:\n{faithfully(content)}"


PLACES: dict[str, Answer] = {
    "in the middle": lambda content, turn: with_copy(content, COPIES[0]),
    "at the beginning": lambda content, turn: f"{COPIES[0]}. {faithfully(content)}",
    "at the end": lambda content, turn: f"{faithfully(content)} {COPIES[0]}",
    "deep in a long reply": lambda content, turn: padded(content, COPIES[0]),
    "as a section's name": lambda content, turn: titled(content, COPIES[0]),
    "as the whole reply": lambda content, turn: COPIES[0],
    "as JSON": lambda content, turn: json.dumps({"text": with_copy(content, COPIES[0])}),
    "over two sections that become one": lambda content, turn: (
        faithfully(content).replace("\n\n", f" {HALVES[0]}\n\n", 1) + f"\n\nInterval history:\n{HALVES[1]}"
    ),
    "twice, from two notes": lambda content, turn: f"{with_copy(content, COPIES[0])}\n\n{COPIES[1]}",
}


@pytest.mark.parametrize("place", PLACES)
async def test_a_copy_in_a_document(tmp_path: Path, gate: Gates, collect: Any, place: str) -> None:
    """Neither records, ledger nor later prompts have it, and no attempt passed."""
    model = copying(PLACES[place])
    records = await collect(gate(model))
    assert {record.decision.outcome for record in records} == {"rejected"}
    assert all("overlap" in {reason.kind for reason in attempt.reasons} for r in records for attempt in r.history)
    asked = [message.content for request in model.requests for message in request.messages]
    split = place == "over two sections that become one"  # each reply holds the halves, which are too short to find
    assert leaked(str(records), *asked) == []
    assert bool(leaked(*kept(tmp_path / "run"))) == split


async def test_a_repair_prompt_carries_the_masked_draft(gate: Gates, collect: Any) -> None:
    """What the endpoint is sent back is what was kept."""
    model = copying(PLACES["in the middle"])
    await collect(gate(model), max_samples=1)
    again = [request.messages[-1].content for request in model.requests[1:]]
    assert again
    assert all("████" in prompt and "earlier draft" in prompt for prompt in again)


@pytest.mark.parametrize("finish", ["stop", "length"])
async def test_a_copy_in_a_sections_reply(tmp_path: Path, gate: Gates, collect: Any, finish: str) -> None:
    """Small models are asked for a few facts a call, and a reply that was cut off is recorded too."""
    model = copying(lambda content, turn: f"{faithfully(content)} {COPIES[turn % 2]}.", small=True, finish=finish)
    records = await collect(gate(model, max_attempts=2))
    asked = [message.content for request in model.requests for message in request.messages]
    assert leaked(str(records), *asked, *kept(tmp_path / "run")) == []


@pytest.mark.parametrize("one_copies", [False, True], ids=["alone", "beside a copy"])
async def test_a_copy_over_two_calls(gate: Gates, collect: Any, *, one_copies: bool) -> None:
    """Nine words at the end of a reply and nine at the beginning of the next are eighteen in the report."""

    def halves(content: str, turn: int) -> str:
        whole = f" {COPIES[1]}." if one_copies and turn % 4 == 0 else ""
        return f"{HALVES[1]} {faithfully(content)}{whole} {HALVES[0]}"

    records = await collect(gate(copying(halves, small=True)), max_samples=1, kind="intake")
    assert all(record.masked for record in records)
    assert leaked(str(records)) == []


async def test_a_copy_over_two_attempts(gate: Gates, collect: Any) -> None:
    """What a second attempt puts behind words that stood is measured with them."""

    def halves(request: ModelRequest) -> str:
        content = request.messages[-1].content
        facts = re.findall(r"^- (.+)$", content, re.MULTILINE)
        if "Mental state" not in content:
            return " ".join(facts)
        return f"{' '.join(facts[:-1])} {HALVES[0]}" if request.temperature > 0.2 else f"{HALVES[1]} {' '.join(facts)}"

    (record,) = await collect(gate(FunctionModel(halves, name="testing/copycat", small=True)), max_samples=1)
    assert record.history[0].assessment
    assert not record.history[0].assessment.report.masked
    later = [record.text or "", *(seen.assessment.report.text for seen in record.history[1:] if seen.assessment)]
    assert all("█" in text and f"{HALVES[0]} {HALVES[1]}" not in text for text in later)


async def test_replay_gives_the_same_masks(tmp_path: Path, gate: Gates, collect: Any) -> None:
    """A run that goes on takes the masked reply from its ledger and asks nobody."""
    model = copying(PLACES["in the middle"])
    first = await collect(gate(model, max_attempts=1), max_samples=1)
    asked = len(model.requests)
    assert await collect(gate(model, max_attempts=1), max_samples=1) == first
    assert len(model.requests) == asked
    ledger = open_ledger(tmp_path / "run")
    calls = await ledger.calls((await ledger.runs())[0].id)
    await ledger.close()
    assert all(call.screen and call.reply and "█" in call.reply["text"] for call in calls)
