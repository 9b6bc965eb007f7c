"""Steering in a whole run: graph, ledger and engine."""

from __future__ import annotations

from typing import Any

from casewright.ledger import FILE_NAME, open_ledger
from casewright.testing import FunctionModel


async def test_a_run_draws_what_it_asks_for(bench: Any, model: FunctionModel) -> None:
    """What was asked of a sample stands in its request, and its case has it; the round is noted."""
    records, summary = await bench.work(model, 4)
    ledger = open_ledger(bench.folder / FILE_NAME)
    try:
        rows = {row.planned.id: row.planned.case for row in await ledger.samples(summary["run"])}
        notes = [event for event in await ledger.events(summary["run"]) if event.kind == "round"]
    finally:
        await ledger.close()
    for record in records:
        asks = rows[record.id]["steer"]["asks"]
        low, high = map(int, asks["age"].split("-"))
        assert record.case.person.sex == asks["sex"]
        assert low <= record.case.person.age <= high
        assert record.case.traits["setting"] == asks["setting"]
    assert notes[-1].payload["stopped"] == {}
