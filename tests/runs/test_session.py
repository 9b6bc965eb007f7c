"""A run that is begun, stopped, raised, repeated or paused goes on where it was."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from casewright.errors import BudgetError, ModelAccessError, ModelFailure, UsageError
from casewright.ledger import open_ledger
from casewright.ledger.protocol import OrderRow, RunRow
from casewright.models.protocol import ModelRequest
from casewright.settings import Settings
from casewright.testing import FunctionModel, MemoryLedger
from casewright.types import Order

QUICK = Settings.model_validate({"how": {"deadline_seconds": 0.2}})


def counts(summary: dict[str, Any]) -> tuple[int, int, int, int]:
    """(n, accepted, short, samples) of the only order."""
    (told,) = summary["orders"]
    assert told["accepted"] + told["short"] == told["n"]
    assert sum(told["outcomes"].values()) == told["samples"]
    return told["n"], told["accepted"], told["short"], told["samples"]


async def test_n_accepted_reports_come_out(bench: Any, model: FunctionModel) -> None:
    """As many as were ordered, each different, with the exports beside the ledger."""
    records, summary = await bench.work(model, 3)
    assert counts(summary) == (3, 3, 0, 3)
    assert len({record.text for record in records}) == 3
    lines = (bench.folder / "accepted.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [record.id for record in records]
    assert json.loads((bench.folder / "summary.json").read_text("utf-8")) == summary
    assert [record.decision.judging for record in records] == [summary["judging"]] * 3


async def test_the_same_again_pays_nothing(bench: Any, model: FunctionModel) -> None:
    """A complete run is told again from its ledger."""
    first, _ = await bench.work(model, 2)
    paid = len(model.requests)
    again, summary = await bench.work(model, 2)
    assert len(model.requests) == paid
    assert [record.id for record in again] == [record.id for record in first]
    assert [record.text for record in again] == [record.text for record in first]
    assert counts(summary)[1:] == (2, 0, 2)


async def test_a_raised_n_goes_on(bench: Any, model: FunctionModel) -> None:
    """Only what is missing is written; what was accepted stays."""
    first, _ = await bench.work(model, 1)
    records, summary = await bench.work(model, 3)
    assert records[0].id == first[0].id
    assert counts(summary) == (3, 3, 0, 3)
    assert len(model.requests) == 3


async def test_new_starts_another(bench: Any, model: FunctionModel) -> None:
    """Another run of the same identity has an id of its own, and can be taken up by its folder."""
    first, _ = await bench.work(model)
    elsewhere = bench.folder.with_name("other")
    other = bench.session(model, folder=elsewhere, nonce="abc")
    assert other.run != bench.session(model).run
    assert [record async for record in other.work()]
    paid = len(model.requests)
    again = bench.session(model, folder=elsewhere)
    assert [record.run async for record in again.work()] == [other.run]
    assert len(model.requests) == paid
    assert first[0].run != other.run


async def test_a_folder_of_another_run_is_refused(bench: Any, model: FunctionModel) -> None:
    """Nothing is mixed: the message names the folder and both runs, and nothing was written."""
    await bench.work(model)
    other = bench.session(model, orders=(Order("F41.1", kind="progress"),))
    before = (bench.folder / "summary.json").read_bytes()
    with pytest.raises(UsageError, match=f"holds run .*{other.run}.*choose another folder"):
        [record async for record in other.work()]
    assert (bench.folder / "summary.json").read_bytes() == before
    assert len(model.requests) == 1


async def test_max_samples_ends_short(bench: Any) -> None:
    """What was accepted is kept, and the summary says how many are missing."""
    turn = 0

    def answer(request: ModelRequest) -> str:
        nonlocal turn
        turn += 1
        return bench_answer(request) if turn == 1 else "Nothing to report."

    bench_answer = bench.faithful
    records, summary = await bench.work(FunctionModel(answer), 3, max_samples=3)
    assert counts(summary) == (3, 1, 2, 3)
    assert sorted(record.decision.outcome for record in records) == ["accepted", "rejected", "rejected"]


@pytest.mark.parametrize("kind", ["server", "rate_limited", "timeout", "connection", "breaker_open"])
async def test_a_passing_failure_costs_no_attempt(bench: Any, kind: Any) -> None:
    """The sample goes back; calls that were finished are answered from the ledger, the failed one is made again."""
    failed: list[ModelRequest] = []

    def answer(request: ModelRequest) -> str | Exception:
        if len(model.requests) == 4 and not failed:
            failed.append(request)
            return ModelFailure(kind, "not now")
        return str(bench.faithful(request))

    model = FunctionModel(answer, small=True)
    (record,), summary = await bench.work(model)
    assert (record.decision.outcome, record.attempts) == ("accepted", 1)
    assert len(model.requests) == len({str(request) for request in model.requests}) + 1
    assert record.cost.calls == len(model.requests) - 1 == summary["cost"]["calls"]


async def test_no_answer_before_the_deadline_is_an_error(bench: Any) -> None:
    """A server that stays down: the sample ends as an error with its reason, and the counts add up."""
    model = FunctionModel(lambda request: ModelFailure("server", "500"))
    (record,), summary = await bench.work(model, settings=QUICK, max_samples=1)
    assert record.decision.outcome == "error"
    assert [reason.kind for reason in record.decision.reasons] == ["model_failure"]
    assert (record.text, record.attempts, record.synthetic) == (None, 1, True)
    assert record.case
    assert counts(summary) == (1, 0, 1, 1)


async def test_a_refused_key_pauses(bench: Any, model: FunctionModel) -> None:
    """Nothing is decided for want of a key; with one, the same command goes on at once, paying nothing twice."""
    refused = FunctionModel(lambda request: _refuse_after_two(refused, request), name=model.name)

    def _refuse_after_two(of: FunctionModel, request: ModelRequest) -> str | Exception:
        return str(bench.faithful(request)) if len(of.requests) <= 2 else ModelAccessError("401: its key is refused")

    with pytest.raises(ModelAccessError, match="key"):
        await bench.work(refused, 4)
    records, summary = await asyncio.wait_for(bench.work(model, 4), 20)
    assert counts(summary) == (4, 4, 0, 4)
    assert len(records) == 4
    assert len(model.requests) == 2


async def test_a_spent_budget_leaves_its_exports(bench: Any) -> None:
    """What was accepted stands in its file; what was begun is counted, and goes on with a larger budget."""
    poor = FunctionModel(lambda request: _spend(poor, request), name="testing/faithful")

    def _spend(of: FunctionModel, request: ModelRequest) -> str | Exception:
        return str(bench.faithful(request)) if len(of.requests) <= 12 else BudgetError("100 tokens are spent")

    session = bench.session(poor, 14)
    with pytest.raises(BudgetError, match="spent"):
        [record async for record in session.work()]
    n, accepted, short, _ = counts(session.summary)
    assert (n, accepted, short) == (14, 10, 4)
    assert session.summary["undecided"] > 0
    assert len((bench.folder / "accepted.jsonl").read_text("utf-8").splitlines()) == 10
    rich = FunctionModel(bench.faithful, name="testing/faithful")
    _, summary = await bench.work(rich, 14)
    assert counts(summary) == (14, 14, 0, 14)
    assert summary["undecided"] == 0
    assert len(rich.requests) == 2


async def test_time_is_a_budget_too(bench: Any, model: FunctionModel) -> None:
    """Once it is spent nothing more is begun; the same command goes on where it was."""
    hurry = Settings.model_validate({"how": {"max_seconds": 1e-6}})
    with pytest.raises(BudgetError, match=r"1e-06 seconds are spent \(max_seconds of the run"):
        await bench.work(model, 2, settings=hurry)
    assert model.requests == []
    _, summary = await bench.work(model, 2)
    assert counts(summary) == (2, 2, 0, 2)


async def test_a_lost_lease_is_finished_once(bench: Any) -> None:
    """Whoever comes too late is fenced off: one decision, one record, and the event says so."""
    now = [0.0]
    ledger = MemoryLedger(clock=lambda: now[0])

    async def answer(request: ModelRequest) -> str:
        if len(model.requests) == 1:
            now[0] += 10_000
            await ledger.release(await ledger.claim(session.run, "thief", limit=1, lease_seconds=60))
        return str(bench.faithful(request))

    model = FunctionModel(answer)
    session = bench.session(model, ledger=ledger)
    records = [record async for record in session.work()]
    kinds = [event.kind for event in await ledger.events(session.run)]
    assert [record.decision.outcome for record in records] == ["accepted"]
    assert (kinds.count("discarded"), kinds.count("decided")) == (1, 1)
    assert len(model.requests) == 1


async def test_stopping_early_leaves_nothing_behind(bench: Any, model: FunctionModel) -> None:
    """Whoever breaks out of the loop can go on at once: leases are given back, the file is closed."""
    work = bench.session(model, 3).work()
    async for _ in work:
        break
    await work.aclose()
    _, summary = await asyncio.wait_for(bench.work(model, 3), 20)
    assert counts(summary) == (3, 3, 0, 3)
    assert len(model.requests) == len({str(request) for request in model.requests})


async def begun(bench: Any, model: FunctionModel, worker: str, seconds: float) -> Any:
    """A run whose first sample was leased by somebody who is gone."""
    session = bench.session(model)
    ledger = open_ledger(bench.folder)
    (row,) = session.rows
    await ledger.open_run(RunRow(session.run, session.identity.decides, {}), (OrderRow(row.id, row.order, 1),))
    assert await session.worker(ledger).steward.turn() == "work"
    assert await ledger.claim(session.run, worker, limit=1, lease_seconds=seconds)
    await ledger.close()
    return session


async def test_leases_of_the_dead_are_taken_over_at_once(bench: Any, model: FunctionModel) -> None:
    """A process of this machine that was killed holds nobody up."""
    import socket

    session = await begun(bench, model, f"{socket.gethostname()}/4194305/x", 300.0)
    records = await asyncio.wait_for(_all(session), 20)
    assert [record.decision.outcome for record in records] == ["accepted"]


async def test_leases_of_other_machines_are_waited_for(bench: Any, model: FunctionModel) -> None:
    """They run out; no second sample is drawn in the place of one that somebody holds."""
    session = await begun(bench, model, "elsewhere/1/x", 1.0)
    records = await asyncio.wait_for(_all(session), 20)
    assert len(records) == 1
    assert counts(session.summary) == (1, 1, 0, 1)


async def _all(session: Any) -> list[Any]:
    return [record async for record in session.work()]


async def test_two_processes_share_a_run(bench: Any, faithful: Any) -> None:
    """The same command twice at once: both tell the same samples, each decided once."""

    async def answer(request: ModelRequest) -> str:
        await asyncio.sleep(0.05)
        return str(faithful(request))

    models = [FunctionModel(answer, name="testing/faithful") for _ in range(2)]
    (one, left), (two, right) = await asyncio.gather(*(bench.work(model, 4) for model in models))
    assert counts(left) == counts(right) == (4, 4, 0, 4)
    assert sorted(record.id for record in one) == sorted(record.id for record in two)
    assert sum(len(model.requests) for model in models) == 4


def test_a_code_without_cases_is_named_with_those_that_have(bench: Any, model: FunctionModel) -> None:
    """Before anything is written."""
    with pytest.raises(UsageError, match=r"no case source for 'F50.0'.*F10.2.*--case FILE"):
        bench.session(model, orders=(Order("F50.0"),))
    assert not bench.folder.exists()
