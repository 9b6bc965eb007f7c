"""The library's face, inside somebody else's event loop."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any, assert_never

import pytest

from casewright import Gate, Order
from casewright.errors import BudgetError, SettingsError, UnknownCodeError, UnknownNameError, UsageError
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.proportions import proportion
from casewright.testing import FunctionModel
from casewright.types import Record

NOTE = """Interval history:
She reports low mood for five weeks and has lost interest in her garden. She feels guilty and eats little.

Mental state examination:
Affect is depressed. She denies elevated mood and reports no thoughts of suicide.

Impression:
Moderate depressive episode.

Plan:
Follow-up in three weeks.
"""


@pytest.fixture
def gate(tmp_path: Path, overlay: Path, certified: Path, model: FunctionModel) -> Gate:
    return Gate(writer=model, rubrics=(overlay,), folder=tmp_path / "run", certificates=certified)


def fate(sample: Record) -> str:
    """What a user writes who wants every outcome handled; mypy holds that none is forgotten."""
    outcome = sample.decision.outcome
    match outcome:
        case "accepted" | "surplus":
            return "use"
        case "needs_review":
            return "read"
        case "rejected" | "error" | "cancelled":
            return "drop"
        case _:
            assert_never(outcome)


async def test_generate_gives_one_accepted_sample(gate: Gate) -> None:
    """A record with its text and evidence; the loop that awaits it goes on meanwhile."""
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.01)

    beating = asyncio.create_task(heart())
    sample = await gate.generate("f32.1", kind="progress", level="named")
    beating.cancel()
    assert fate(sample) == "use"
    assert sample.code == "F32.1"
    assert sample.text
    assert beats > 3


async def test_run_yields_samples_as_they_are_decided(gate: Gate, model: FunctionModel) -> None:
    """Two orders at once; every sample belongs to one of them."""
    orders = [Order("F32.1", 2, kind="progress", level="named"), Order("F32.1", 1, "es", "progress", level="named")]
    samples = [sample async for sample in gate.run(orders)]
    accepted = [sample for sample in samples if fate(sample) == "use"]
    assert sorted(sample.language for sample in accepted) == ["en", "en", "es"]


async def test_run_sync_works_within_a_running_loop(gate: Gate) -> None:
    """As in a notebook, where a loop runs already."""
    samples = gate.run_sync([Order("F32.1", kind="progress", level="named")])
    assert [fate(sample) for sample in samples] == ["use"]


def test_run_sync_works_in_a_script(gate: Gate) -> None:
    """Where no loop runs."""
    samples = gate.run_sync([Order("F32.1", kind="progress", level="named")])
    assert [fate(sample) for sample in samples] == ["use"]


async def test_generate_hands_out_the_accepted_one(gate: Gate) -> None:
    """Also of a run that holds others by now, and at no cost."""
    first = await gate.generate("F32.1", kind="progress", level="named")
    again = await gate.generate("F32.1", kind="progress", level="named")
    assert again.id == first.id


async def test_no_sample_allowed_is_said(gate: Gate) -> None:
    """Instead of handing out nothing."""
    with pytest.raises(UsageError, match="max_samples is 0"):
        await gate.generate("F32.1", kind="progress", max_samples=0)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


async def test_evaluate_judges_without_writing(
    tmp_path: Path, overlay: Path, certified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record of a foreign report: no case, no attempts, what gated it, and not a file."""
    monkeypatch.chdir(tmp_path)
    before = _files(tmp_path)
    record = await Gate(rubrics=(overlay,), certificates=certified).evaluate(NOTE, code="F32.1", kind="progress")
    assert record.decision.outcome == "accepted"
    assert record.gated_by == ("rules",)
    assert (record.order, record.seed, record.case, record.facts, record.attempts, record.synthetic) == (None,) * 6
    assert record.fidelity
    assert record.fidelity.contradictions == ()
    assert _files(tmp_path) == before


async def test_evaluate_is_vetoed_by_a_contradiction(overlay: Path, certified: Path) -> None:
    """A stated elevated mood: rejected, naming the criterion."""
    text = NOTE.replace("She denies elevated mood and", "Her mood is elated. She")
    record = await Gate(rubrics=(overlay,), certificates=certified).evaluate(text, code="F32.1", kind="progress")
    assert record.decision.outcome == "rejected"
    assert ("contradiction", "elation") in [(item.kind, item.criterion) for item in record.decision.reasons]


async def test_a_judge_advises_and_its_answers_are_kept(tmp_path: Path, overlay: Path, certified: Path) -> None:
    """Without a certificate its votes stand beside the rules' and decide nothing; asked again, it costs nothing."""

    def answer(request: ModelRequest) -> ModelReply:
        return ModelReply('{"reason": "it says so", "quote": "low mood for five weeks", "answer": "present"}')

    judge = FunctionModel(answer, name="testing/judge")
    gate = Gate(critics=[judge], rubrics=(overlay,), folder=tmp_path / "judged", certificates=certified)
    record = await gate.evaluate(NOTE, code="F32.1", kind="progress")
    assert record.decision.outcome == "accepted"
    assert record.gated_by == ("rules",)
    assert record.fidelity
    votes = [vote.critic for item in record.fidelity.criteria for vote in item.votes]
    assert votes.count("testing/judge") >= 3
    asked = len(judge.requests)
    await gate.evaluate(NOTE, code="F32.1", kind="progress")
    assert len(judge.requests) == asked


@pytest.mark.parametrize(
    ("more", "error", "told"),
    [
        ({"code": "F32.19"}, UnknownCodeError, "'F32.19'"),
        ({"code": "F32.1", "kind": "letter"}, UnknownNameError, "unknown kind 'letter'"),
        ({"code": "F32.1", "language": "fr"}, UsageError, "unknown language 'fr'; en and es"),
        ({"code": "F32.1", "level": "full"}, UsageError, "unknown level 'full'"),
        ({"code": "F32.1", "text": " \n"}, UsageError, "there is no text"),
        ({"code": "F32.1", "text": "x" * 300_000}, UsageError, "300,000 characters; at most 200,000"),
    ],
    ids=["code", "kind", "language", "level", "no text", "too long"],
)
async def test_evaluate_says_what_is_wrong(overlay: Path, more: dict[str, Any], error: Any, told: str) -> None:
    """A typed error that names the thing and what is allowed."""
    with pytest.raises(error, match=told):
        await Gate(rubrics=(overlay,)).evaluate(more.pop("text", NOTE), **more)


def test_settings_name_the_cast(tmp_path: Path, overlay: Path) -> None:
    """Roles come from the file, and a wrong one is refused with its line."""
    path = tmp_path / "casewright.yaml"
    path.write_text("roles: {writer: parrot}\ngate: {max_attempts: 2}\n", encoding="utf-8")
    assert Gate.from_settings(path).writer == "parrot"
    path.write_text("roles:\n  writer: nobody\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"casewright.yaml:2.*'nobody'"):
        Gate.from_settings(path)


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (10, 10), (3, 20)])
def test_shares_carry_their_interval(hits: int, n: int) -> None:
    """Wilson's interval lies within 0 and 1 and holds the share."""
    found = proportion(hits, n)
    assert 0 <= found["low"] <= found["share"] <= found["high"] <= 1
    assert proportion(0, 0)["share"] is None


async def test_a_person_decides_in_python(gate: Gate) -> None:
    """An acceptance withdrawn makes the order short; the next start of the same run fills it."""
    order = Order("F32.1", kind="progress", level="named")
    (sample,) = [record async for record in gate.run([order])]
    said = await gate.decide(sample.run, sample.id, "reject", who="ann", why="a phrase from a real letter")
    assert (said.before, said.outcome) == ("accepted", "rejected")
    again = {record.id: record.decision for record in [record async for record in gate.run([order])]}
    assert (again[sample.id].by, again[sample.id].who) == ("person", "ann")
    assert sorted(decision.outcome for decision in again.values()) == ["accepted", "rejected"]
    with pytest.raises(UnknownNameError, match="run"):
        await gate.decide("another", sample.id, "reject", who="ann", why="no reason")


async def test_runs_of_a_project_share_a_ledger(gate: Gate, tmp_path: Path) -> None:
    """The folder then holds exports alone; where a gate is printed the ledger's URL is not."""
    shared = replace(gate, ledger=tmp_path / "shared.sqlite", project="ward")
    (sample,) = [record async for record in shared.run([Order("F32.1", kind="progress", level="named")])]
    assert sample.decision.outcome == "accepted"
    assert not (tmp_path / "run" / "ledger.sqlite").exists()
    said = await shared.decide(sample.run, sample.id, "reject", who="ann", why="too short")
    assert said.outcome == "rejected"
    assert "shared.sqlite" not in repr(shared)


async def test_a_budget_in_python_ends_the_run_with_what_it_has(gate: Gate) -> None:
    """The limits of an order file, for those who have none."""
    limits = RunLimits(OrderLimits(max_calls=1))
    samples = gate.run([Order("F32.1", 20, kind="progress", level="named")], limits=limits)
    found: list[Record] = []
    with pytest.raises(BudgetError, match="calls"):
        found.extend([record async for record in samples])
    assert len(found) < 20
