"""What becomes of samples when a run is stopped, cancelled, spends its budget, or meets trouble: nothing is lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest

from casewright.errors import (
    BudgetError,
    ModelAccessError,
    ModelFailure,
    SampleFaultError,
    StoppedError,
    StorageError,
)
from casewright.ledger.protocol import JSON, Claim, Ledger, SampleRow
from casewright.models.protocol import ModelRequest
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.settings import Settings
from casewright.testing import FunctionModel, MemoryLedger
from casewright.types import Decision, Order, Record

NAME = "testing/faithful"


def how(**values: Any) -> Settings:
    return Settings.model_validate({"how": values})


async def told(session: Any) -> list[Record]:
    return [record async for record in session.work()]


async def states(ledger: Ledger, run: str) -> dict[str, int]:
    """How many samples are in each state; the two identities hold whatever happened."""
    rows: Sequence[SampleRow] = await ledger.samples(run)
    for tally in await ledger.tallies(run):
        assert sum(tally.outcomes.values()) == tally.states.get("decided", 0)
        assert tally.samples == sum(row.planned.order == tally.order for row in rows)
    found: dict[str, int] = {}
    for row in rows:
        found[row.state] = found.get(row.state, 0) + 1
    return found


async def gate_decisions(ledger: Ledger, run: str) -> list[str]:
    events = await ledger.events(run, limit=100_000)
    return [str(event.sample) for event in events if event.kind == "decided" and event.payload["by"] == "gate"]


async def test_a_drain_lets_what_is_in_flight_finish(bench: Any) -> None:
    """No more is begun; what was under way is finished and exported, and the same command goes on."""

    async def answer(request: ModelRequest) -> str:
        session.drain.begin(600)
        await asyncio.sleep(0.05)
        return str(bench.faithful(request))

    model = FunctionModel(answer, name=NAME)
    session = bench.session(model, 6, settings=how(concurrency=2), ledger=(ledger := MemoryLedger()))
    with pytest.raises(StoppedError):
        await told(session)
    assert await states(ledger, session.run) == {"passed": 2, "planned": 4}
    assert session.summary["undecided"] == 6
    assert session.ending.how == "stopped"
    quiet = FunctionModel(bench.faithful, name=NAME)
    _, summary = await bench.work(quiet, 6, ledger=ledger)
    assert summary["orders"][0]["accepted"] == 6
    assert len(quiet.requests) == 4


async def test_what_does_not_finish_in_its_grace_is_given_back(bench: Any) -> None:
    """Nothing stays leased; the run can be taken up at once."""

    async def answer(request: ModelRequest) -> str:
        session.drain.begin(0.05)
        await asyncio.sleep(60)
        return ""

    session = bench.session(FunctionModel(answer, name=NAME), 3, ledger=(ledger := MemoryLedger()))
    with pytest.raises(StoppedError):
        await asyncio.wait_for(told(session), 20)
    assert await states(ledger, session.run) == {"planned": 3}
    assert not await ledger.held(session.run)


async def test_an_aborted_run_writes_no_summary(bench: Any) -> None:
    """The second signal: leases are given back, and that is all."""

    async def answer(request: ModelRequest) -> str:
        session.drain.begin(60)
        session.drain.abort()
        await asyncio.sleep(60)
        return ""

    session = bench.session(FunctionModel(answer, name=NAME), 3, ledger=(ledger := MemoryLedger()))
    with pytest.raises(StoppedError):
        await asyncio.wait_for(told(session), 20)
    assert await states(ledger, session.run) == {"planned": 3}
    assert session.summary == {}


async def test_a_cancelled_run_stops_by_itself(bench: Any) -> None:
    """From another terminal: samples in flight are fenced off, what is undecided is cancelled, the counts hold."""
    ledger = MemoryLedger()

    async def answer(request: ModelRequest) -> str:
        if len(model.requests) == 2:
            await ledger.cancel(session.run, Decision("cancelled", "operator", session.judging, who="ana"))
            await asyncio.sleep(60)
        return str(bench.faithful(request))

    model = FunctionModel(answer, name=NAME)
    session = bench.session(model, 4, settings=how(concurrency=1), ledger=ledger)
    records = await asyncio.wait_for(told(session), 20)
    (order,) = session.summary["orders"]
    assert session.ending.how == "cancelled"
    assert await states(ledger, session.run) == {"decided": 4}
    assert order["outcomes"]["cancelled"] == 4
    assert order["samples"] == 4
    assert not await ledger.held(session.run)
    assert all(record.decision.outcome == "cancelled" for record in records)


def orders() -> tuple[Order, Order]:
    return (
        Order("F32.1", 3, kind="progress", level="named"),
        Order("F41.1", 3, kind="progress", level="named"),
    )


def limits_of(session_rows: Any, **values: Any) -> RunLimits:
    return RunLimits(by_order={session_rows[0].id: OrderLimits(**values)})


@pytest.mark.parametrize("then", ["finish", "pause", "cancel"])
async def test_an_order_that_spent_its_budget(bench: Any, then: Any) -> None:
    """``finish`` goes on with the other order, ``pause`` with none, ``cancel`` decides what is left."""
    ledger, model = MemoryLedger(), FunctionModel(bench.faithful, name=NAME)
    given = {"orders": orders(), "ledger": ledger, "settings": how(concurrency=1)}
    limits = limits_of(bench.session(model, **given).rows, max_calls=1, when_spent=then)
    session = bench.session(model, limits=limits, **given)
    if then == "pause":
        with pytest.raises(BudgetError, match="1 calls are spent"):
            await told(session)
    else:
        await told(session)
    first, second = session.summary["orders"]
    notes = [event.payload for event in await ledger.events(session.run) if event.kind == "budget"]
    assert [(note["what"], note["used"], note["then"]) for note in notes] == [("calls", 1, then)]
    assert (first["accepted"], first["short"]) == ((0, 3) if then == "pause" else (1, 2))
    assert second["accepted"] == (0 if then == "pause" else 3)
    assert first["outcomes"].get("cancelled", 0) == (2 if then == "cancel" else 0)
    assert "1 calls are spent" in session.ending.why
    _, summary = await bench.work(model, **given)
    assert [(row["accepted"], row["short"]) for row in summary["orders"]] == [(3, 0), (3, 0)]
    assert len(model.requests) == len({str(request) for request in model.requests})


async def test_a_budget_of_the_run_holds_over_starts(bench: Any) -> None:
    """What an earlier start used counts; with a larger one the same command goes on and pays nothing twice."""
    ledger, model = MemoryLedger(), FunctionModel(bench.faithful, name=NAME)
    for settings, calls in (
        (how(max_calls=2, concurrency=1), 2),
        (how(max_calls=2), 2),
        (how(max_calls=3, concurrency=1), 3),
    ):
        session = bench.session(model, 5, ledger=ledger, settings=settings)
        with pytest.raises(BudgetError, match=f"{calls} calls are spent"):
            await told(session)
        assert session.summary["orders"][0]["accepted"] == calls
    _, summary = await bench.work(model, 5, ledger=ledger)
    assert summary["orders"][0]["accepted"] == 5
    assert len(model.requests) == 5


async def test_a_model_that_never_passes(bench: Any) -> None:
    """As many samples as allowed, each decided; the run says that it is short and why."""
    ledger, model = MemoryLedger(), FunctionModel(lambda request: "Nothing to report.", name=NAME)
    session = bench.session(model, 2, ledger=ledger, max_samples=4, settings=how(stop_early=False))
    await told(session)
    (order,) = session.summary["orders"]
    assert (order["accepted"], order["short"], order["samples"]) == (0, 2, 4)
    assert session.ending.how == "short"
    assert "all of its 4 samples were tried" in session.ending.why
    assert sorted(await gate_decisions(ledger, session.run)) == sorted(
        row.planned.id for row in await ledger.samples(session.run)
    )


async def test_an_open_breaker_sends_samples_back(bench: Any) -> None:
    """They wait in the queue, whatever their deadline; with a short breaker the run completes."""
    refused: list[ModelRequest] = []

    def answer(request: ModelRequest) -> str | Exception:
        if len(refused) < 2:
            refused.append(request)
            return ModelFailure("breaker_open", "5 calls failed in a row", retry_after=0.3)
        return str(bench.faithful(request))

    ledger, model = MemoryLedger(), FunctionModel(answer, name=NAME)
    session = bench.session(model, 2, ledger=ledger, settings=how(deadline_seconds=0.1, outage_seconds=60))
    records = await asyncio.wait_for(told(session), 30)
    kinds = [event.kind for event in await ledger.events(session.run)]
    assert [record.decision.outcome for record in records] == ["accepted"] * 2
    assert kinds.count("released") == len(refused)


async def test_a_long_outage_pauses_the_run(bench: Any) -> None:
    """Nobody answered for too long: exit 4, and no sample has failed."""
    model = FunctionModel(lambda request: ModelFailure("breaker_open", "all failed", retry_after=0.1), name=NAME)
    session = bench.session(model, 3, ledger=(ledger := MemoryLedger()), settings=how(outage_seconds=0.3))
    with pytest.raises(ModelAccessError, match="no model answered"):
        await asyncio.wait_for(told(session), 30)
    assert await states(ledger, session.run) == {"planned": 3}


async def test_a_fault_of_ours_takes_no_other_sample_down(bench: Any) -> None:
    """The sample stays undecided, the others of its round go on, and the error names it without its message."""

    def answer(request: ModelRequest) -> str:
        if len(model.requests) == 1:
            raise KeyError("a text that must not be told")
        return str(bench.faithful(request))

    model = FunctionModel(answer, name=NAME)
    session = bench.session(model, 4, ledger=(ledger := MemoryLedger()), settings=how(concurrency=1))
    with pytest.raises(SampleFaultError, match=r"a sample met a fault.*-0000: KeyError at test_worker.py") as failure:
        await asyncio.wait_for(told(session), 30)
    assert "must not be told" not in str(failure.value)
    assert await states(ledger, session.run) == {"passed": 3, "planned": 1}
    _, summary = await bench.work(FunctionModel(bench.faithful, name=NAME), 4, ledger=ledger)
    assert summary["orders"][0]["accepted"] == 4


async def test_three_faults_are_enough(bench: Any) -> None:
    """Nothing more is begun, and what was not begun is not touched."""

    def answer(request: ModelRequest) -> str:
        raise KeyError("x")

    session = bench.session(
        FunctionModel(answer, name=NAME), 9, ledger=(ledger := MemoryLedger()), settings=how(concurrency=1)
    )
    with pytest.raises(SampleFaultError, match="3 samples met a fault"):
        await asyncio.wait_for(told(session), 30)
    assert await states(ledger, session.run) == {"planned": 9}


class _Full(MemoryLedger):
    """No room for a record."""

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        raise StorageError("the disk is full")


async def test_a_full_disk_at_the_finish_pauses(bench: Any, model: FunctionModel) -> None:
    """The sample stays where it was; what was paid is in the ledger."""
    session = bench.session(model, 2, ledger=(ledger := _Full()))
    with pytest.raises(StorageError, match="the disk is full"):
        await asyncio.wait_for(told(session), 30)
    assert await states(ledger, session.run) == {"planned": 2}
    assert (await ledger.bill(session.run)).completed == 2


async def test_exports_of_a_stopped_run(bench: Any) -> None:
    """What was accepted before stands in its file, and the summary says what is undecided."""

    async def answer(request: ModelRequest) -> str:
        if len(model.requests) == 12:
            session.drain.begin(600)
        return str(bench.faithful(request))

    model = FunctionModel(answer, name=NAME)
    session = bench.session(model, 14, settings=how(concurrency=1))
    with pytest.raises(StoppedError):
        await told(session)
    assert len((bench.folder / "accepted.jsonl").read_text("utf-8").splitlines()) == 10
    assert json.loads((bench.folder / "summary.json").read_text("utf-8"))["undecided"] == 4
