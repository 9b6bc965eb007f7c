"""The first samples of a run are worked on for good, and shown with what they say of the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casewright.errors import ModelAccessError
from casewright.ledger import open_ledger
from casewright.models.protocol import ModelRequest
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.preview import preview_run
from casewright.testing import FunctionModel, MemoryLedger
from casewright.types import Order

ORDERS = tuple(Order("F32.1", 3, language=language, kind="progress", level="named") for language in ("en", "es"))


async def calls_of(folder: Path) -> dict[str, list[str]]:
    """Keys of the completed calls, by sample."""
    ledger = open_ledger(folder)
    try:
        (run,) = await ledger.runs()
        found: dict[str, list[str]] = {}
        for call in await ledger.calls(run.id):
            found.setdefault(call.sample, []).append(call.key)
        return found
    finally:
        await ledger.close()


async def test_samples_are_spread_over_the_orders(bench: Any, model: FunctionModel) -> None:
    """The first of each order, then the second; nothing else is begun."""
    found = await preview_run(bench.session(model, orders=ORDERS), 3)
    first, second, third = (record.id for record in found.records)
    assert {first.split("-")[1], third.split("-")[1]} == {"en", "es"}
    assert sorted((first[-4:], second[-4:], third[-4:])) == ["0000", "0000", "0001"]
    assert set(await calls_of(bench.folder)) == {first, second, third}


async def test_the_run_goes_on_behind_them(bench: Any, model: FunctionModel) -> None:
    """No call of theirs is made again, and the whole is what it would have been without a preview."""
    previewed = await preview_run(bench.session(model, orders=ORDERS), 2)
    paid = await calls_of(bench.folder)
    asked = len(model.requests)
    records, summary = await bench.work(model, orders=ORDERS)
    assert {record.id for record in previewed.records} <= {record.id for record in records}
    after = await calls_of(bench.folder)
    assert {sample: after[sample] for sample in paid} == paid
    assert len(model.requests) == asked + sum(len(keys) for sample, keys in after.items() if sample not in paid)
    straight, other = await bench.work(model, orders=ORDERS, folder=bench.folder.with_name("straight"))
    assert [(r.id, r.text, r.decision) for r in sorted(records, key=lambda r: r.id)] == [
        (r.id, r.text, r.decision) for r in sorted(straight, key=lambda r: r.id)
    ]
    assert summary["orders"] == other["orders"]


async def test_asked_again_it_shows_the_same_and_pays_nothing(bench: Any, model: FunctionModel) -> None:
    """Also after the run was worked off."""
    first = await preview_run(bench.session(model, orders=ORDERS), 2)
    asked = len(model.requests)
    assert (await preview_run(bench.session(model, orders=ORDERS), 2)).records == first.records
    assert len(model.requests) == asked
    await bench.work(model, orders=ORDERS)
    later = await preview_run(bench.session(model, orders=ORDERS), 2)
    assert [record.id for record in later.records] == [record.id for record in first.records]


async def test_the_whole_is_estimated_within_the_limits(bench: Any, model: FunctionModel) -> None:
    """n and most samples of each order count, and the price is unknown where a call has none."""
    limits = RunLimits(OrderLimits(max_samples=4))
    found = (await preview_run(bench.session(model, orders=ORDERS, limits=limits), 2)).estimate
    assert found is not None
    assert (found.tried, found.samples.high) == (2, 8)
    assert found.calls.mean == 1.0
    assert found.usd is None
    assert found.seconds.mean > 0


async def test_a_larger_preview_than_a_round_shows_what_there_is(bench: Any, model: FunctionModel) -> None:
    """A round has as many samples as are missing."""
    assert len((await preview_run(bench.session(model, orders=ORDERS), 50)).records) == 6


async def test_a_model_that_refuses_its_key_ends_it(bench: Any) -> None:
    """As it would the run; the samples are free for the next start."""

    def refuse(request: ModelRequest) -> str:
        raise ModelAccessError("its key is refused")

    ledger = MemoryLedger()
    session = bench.session(FunctionModel(refuse, name="testing/refusing"), orders=ORDERS, ledger=ledger)
    with pytest.raises(ModelAccessError, match="its key is refused"):
        await preview_run(session, 2)
    assert {row.state for row in await ledger.samples(session.run)} == {"planned"}
