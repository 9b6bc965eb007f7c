"""A judge may have seen the corpus too: what it replies of its own is screened before anybody keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.leaks.conftest import Gates
from tests.leaks.markers import COPIES, faithfully, kept, leaked

from casewright.models.protocol import ModelRequest
from casewright.testing import FunctionModel


def ruling(reason: str, quote: str = "", **more: str) -> str:
    return json.dumps({"reason": reason, "quote": quote, "answer": "not_mentioned", **more})


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" if letter in "aeiou" else letter for letter in text)


SAID: dict[str, Callable[[], str]] = {
    "as its reason": lambda: ruling(f"I know this from {COPIES[0]}"),
    "as its quotation": lambda: ruling("It says so", COPIES[0]),
    "in other letters": lambda: ruling(f"As in {COPIES[0].upper()}"),
    "behind escapes": lambda: ruling("REASON").replace("REASON", escaped(COPIES[0])),
    "on lines of its own": lambda: ruling(COPIES[0].replace(" ", "\n")),
    "as a key": lambda: ruling("It says so", **{COPIES[0]: "yes"}),
    "as its answer": lambda: json.dumps({"reason": "It says so", "quote": "", "answer": COPIES[0]}),
    "as prose": lambda: f"Well, {COPIES[0]}.",
    "cut off": lambda: ruling(COPIES[0])[:-9],
}


@pytest.mark.parametrize("role", ["critics", "seal"])
@pytest.mark.parametrize("where", SAID)
async def test_a_judge_that_recites(tmp_path: Path, gate: Gates, collect: Any, where: str, role: str) -> None:
    """Votes, failures, the repair call that repeats its words, and the ledger have █ in their place."""
    judge = FunctionModel(lambda request: SAID[where](), name="testing/reciting", family="other")
    writer = FunctionModel(lambda request: faithfully(request.messages[-1].content), name="testing/faithful")
    records = await collect(gate(writer, **{role: [judge] if role == "critics" else judge}))
    asked = [message.content for request in judge.requests for message in request.messages]
    assert judge.requests
    assert leaked(str(records), *asked, *kept(tmp_path / "run")) == []
    assert any(b"\\u2588" in data or "█" in data.decode("utf-8", "replace") for data in kept(tmp_path / "run"))


async def test_a_judge_that_quotes_the_report_is_left_alone(gate: Gates, collect: Any) -> None:
    """Its quotations are short, and every 8-word phrase of one may stand in the corpus: no reason to mask it."""

    def judged(request: ModelRequest) -> str:
        report = request.messages[-1].content
        quote = next(line for line in report.splitlines() if line.startswith("Patient"))[:40]
        return json.dumps({"reason": "It says so", "quote": quote, "answer": "present"})

    usual = "Patient 3 was seen on the ward and slept badly on night 3."
    judge = FunctionModel(judged, name="testing/quoting", family="other")
    turns = count()

    def write(request: ModelRequest) -> str:
        next(turns)
        content = request.messages[-1].content
        return faithfully(content).replace("Interval history:\n", f"Interval history:\n{usual[:43]}.\n", 1)

    records = await collect(gate(FunctionModel(write, name="testing/usual"), critics=[judge]))
    votes = [vote for r in records if r.fidelity for item in r.fidelity.criteria for vote in item.votes]
    quoted = [quote.quote for vote in votes if vote.critic == "testing/quoting" for quote in vote.quotes]
    assert quoted
    assert not any("█" in quote for quote in quoted)
