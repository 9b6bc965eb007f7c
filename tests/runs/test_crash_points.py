"""The process dies at every write of its ledger in turn, before it and after it; the next start ends the same."""

from __future__ import annotations

import asyncio
import json
import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.runs.forked import in_child

from casewright.ledger import open_ledger
from casewright.models.protocol import ModelRequest
from casewright.settings import Settings
from casewright.testing import FunctionModel, crashing

N, CONCURRENCY = 2, 2
SETTINGS = Settings.model_validate({"how": {"concurrency": CONCURRENCY}, "gate": {"round_size": 2}})
MOST_WRITES = 400
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")


def work(bench: Any, place: Path, crash: tuple[int, str] | None = None) -> dict[str, Any]:
    """Works the run off on the ledger at ``place``: what came out, what was paid for, and what the ledger says."""
    paid = place / "paid"

    def answer(request: ModelRequest) -> str:
        with paid.open("a") as diary:
            diary.write(f"{request.seed}\n")
        return str(bench.faithful(request))

    async def run() -> dict[str, Any]:
        ledger = open_ledger(place / "ledger.sqlite")
        used = crashing(ledger, *crash) if crash else ledger  # type: ignore[arg-type]
        session = bench.session(FunctionModel(answer, name="testing/faithful"), N, settings=SETTINGS, ledger=used)
        records = [record async for record in session.work()]
        rows, bill = await ledger.samples(session.run), await ledger.bill(session.run)
        decided = [event.sample for event in await ledger.events(session.run, 0, 10_000) if event.kind == "decided"]
        await ledger.close()
        return {
            "records": sorted((item.id, item.text, item.decision.outcome, item.attempts) for item in records),
            "states": sorted({row.state for row in rows}),
            "decided": sorted(decided),
            "orders": session.summary["orders"],
            "bill": [bill.begun, bill.completed, bill.again, bill.failed, bill.open],
        }

    place.mkdir(exist_ok=True)
    found = asyncio.run(run())
    return {**json.loads(json.dumps(found)), "paid": paid.read_text().split()}


def crash_points(bench: Any, folder: Path, moment: str, step: int) -> int:
    """Kills a run at every ``step``-th write and goes on with it; how many points there were."""
    quiet = work(bench, folder / "quiet")  # first, so that no child has to import anything
    at = 1
    while at < MOST_WRITES:
        place = folder / f"{moment}-{at}"
        if in_child(partial(work, bench, place, (at, moment))):
            break
        check(work(bench, place), quiet, at)
        at += step
    return at


def check(again: dict[str, Any], quiet: dict[str, Any], at: int) -> None:
    """The same outcome; nothing undecided, nothing decided twice; paid twice at most what was in flight; the bill."""
    assert again["records"] == quiet["records"], at
    assert again["states"] == ["decided"], at
    assert len(again["decided"]) == len(set(again["decided"])), at
    for order in again["orders"]:
        assert order["samples"] == sum(order["outcomes"].values()), at
        assert order["accepted"] + order["short"] == order["n"], at
    paid = again["paid"]
    assert len(paid) - len(set(paid)) <= CONCURRENCY, at
    begun, completed, twice, failed, open_ = again["bill"]
    assert begun == completed + twice + failed + open_ >= len(paid), at
    assert completed == len(set(paid)), at


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_some_writes(bench: Any, tmp_path: Path, moment: str) -> None:
    """Every ninth write, so that each kind of write is met."""
    assert crash_points(bench, tmp_path, moment, 9) > 9


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_every_write_in_turn(bench: Any, tmp_path: Path, moment: str) -> None:
    """Whatever write it dies at, the next start ends as if nothing had happened."""
    assert crash_points(bench, tmp_path, moment, 1) > 12
