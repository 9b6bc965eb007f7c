"""Every code with cases, in both languages, with the shipped rubrics: from an order to an accepted report."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from casewright import Gate, Order
from casewright.plans import case_sources
from casewright.types import Record

REFERENCE = Path(__file__).parents[1] / "examples" / "reference_notes.jsonl"


@pytest.fixture
def gate(tmp_path: Path, certified: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    given = {"reference": REFERENCE, "patient_field": "patient", "certificates": certified}
    return Gate(writer="parrot", folder=tmp_path / "run", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_code_gets_a_report(gate: Gate, language: str, tmp_path: Path) -> None:
    """The parrot, whose words are the planner's own, gets one accepted in at most ten samples of each code."""
    orders = [Order(code, 1, language) for code in case_sources()]  # type: ignore[arg-type]
    samples = [sample async for sample in gate.run(orders, max_samples=10)]
    accepted = Counter(sample.code for sample in samples if sample.decision.outcome == "accepted")
    assert accepted == dict.fromkeys(case_sources(), 1)
    summary = json.loads((tmp_path / "run" / "summary.json").read_text("utf-8"))
    assert [order["short"] for order in summary["orders"]] == [0] * len(orders)
    for sample in samples:
        check(sample)


def check(sample: Record) -> None:
    """What holds of every sample, whatever became of it."""
    decision = sample.decision
    assert (decision.outcome in ("accepted", "surplus")) == (decision.reasons == ())
    assert sample.synthetic
    assert sample.case
    assert sample.text
    assert sample.privacy
    assert sample.privacy.reference == "reference_notes.jsonl (26 notes)"
    assert all(sample.text[part.start : part.end].strip() for part in sample.sections)
    for result in sample.fidelity.criteria if sample.fidelity else ():
        for vote in result.votes:
            assert all(sample.text[quote.start : quote.end] == quote.quote for quote in vote.quotes)
            assert bool(vote.quotes) == (vote.answer in ("present", "absent")) or vote.answer == "unclear"


@pytest.mark.parametrize("kind", ["emergency", "intake", "mental-status", "consultation", "progress", "discharge"])
async def test_every_kind_gets_a_report(gate: Gate, kind: str) -> None:
    """Also those that show little of a diagnosis, at the level that asks for no support."""
    orders = [Order(code, 1, "en", kind, level="named") for code in case_sources()]
    samples = [sample async for sample in gate.run(orders, max_samples=10)]
    accepted = {sample.code for sample in samples if sample.decision.outcome == "accepted"}
    assert accepted == set(case_sources())
