"""How a run stands, read by whoever wants to know while others work on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casewright.errors import UnknownNameError
from casewright.ledger.protocol import Bill, CallRow, OrderRow, PlannedSample, RunRow
from casewright.ledger.spool import Spool
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.status import RunWatch
from casewright.testing import MemoryLedger
from casewright.types import Decision
from casewright.wire import to_json

ACCEPTED, REJECTED = Decision("accepted", "gate", "j"), Decision("rejected", "gate", "j")
REPLY = {"text": "t", "usage": {"prompt_tokens": 100, "completion_tokens": 20}, "usd": 0.5, "seconds": 1.0}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def ledger(clock: Clock) -> MemoryLedger:
    """Four samples of one order that wants three, none yet worked on, and an order that nothing is planned for."""
    found = MemoryLedger(clock)
    await found.open_run(RunRow("r", {}, {}), [OrderRow("a", {}, 3), OrderRow("b", {}, 2)])
    await found.add_samples("r", [PlannedSample(f"a-{n}", "a", n, 1, {}) for n in range(4)])
    return found


async def finish(ledger: MemoryLedger, clock: Clock, decision: Decision, seconds: float = 60.0) -> None:
    (claim,) = await ledger.claim("r", "host/1/x", limit=1, lease_seconds=300)
    clock.now += seconds
    await ledger.finish(claim, {}, decision)


async def test_counts_add_up_while_it_runs(ledger: MemoryLedger, clock: Clock) -> None:
    """Accepted + short = n, and samples = undecided + outcomes, for an order without samples too."""
    for decision in (ACCEPTED, REJECTED):
        await finish(ledger, clock, decision)
    found = await RunWatch(ledger, "r", clock=clock).look()
    first, second = found.orders
    assert (first.accepted, first.short, first.samples, first.undecided) == (1, 2, 4, 2)
    assert (second.accepted, second.short, second.samples, second.undecided) == (0, 2, 0, 0)
    assert first.states == {"decided": 2, "planned": 2}
    assert not found.complete


async def test_who_holds_what(ledger: MemoryLedger, clock: Clock) -> None:
    """Since when, and how long the lease lasts without a sign of life."""
    await ledger.claim("r", "host/1/x", limit=1, lease_seconds=300)
    clock.now += 100
    (held,) = (await RunWatch(ledger, "r", clock=clock).look()).held
    assert (held.sample, held.worker, held.held_seconds, held.seconds_left) == ("a-0", "host/1/x", 100, 200)
    clock.now += 250
    (held,) = (await RunWatch(ledger, "r", clock=clock).look()).held
    assert held.seconds_left == -50


async def test_pace_and_time_left(ledger: MemoryLedger, clock: Clock) -> None:
    """A sample a minute, one in two accepted, four reports missing: eight more minutes."""
    watch = RunWatch(ledger, "r", clock=clock)
    assert (await watch.look()).samples_an_hour is None
    for decision in (ACCEPTED, REJECTED):
        await finish(ledger, clock, decision)
    assert (await watch.look()).seconds_left is None  # nobody works on it
    await ledger.claim("r", "host/1/x", limit=1, lease_seconds=300)
    found = await watch.look()
    assert found.samples_an_hour == 60
    assert found.seconds_left == 8 * 60


async def test_a_night_without_work_is_no_pace(ledger: MemoryLedger, clock: Clock) -> None:
    """What was done before a pause tells nothing about now."""
    await finish(ledger, clock, ACCEPTED)
    clock.now += 8 * 3600
    await finish(ledger, clock, ACCEPTED)
    await finish(ledger, clock, ACCEPTED, seconds=30)
    assert (await RunWatch(ledger, "r", clock=clock).look()).samples_an_hour == 120


async def test_what_is_spent_stands_beside_what_may_be(ledger: MemoryLedger, clock: Clock) -> None:
    """By order and in all; calls that are in flight, or were when somebody was killed, are open."""
    (claim,) = await ledger.claim("r", "host/1/x", limit=1, lease_seconds=300)
    begun = await ledger.begin_call("k1", "r", "a-0", "host/1/x")
    await ledger.save_call(CallRow("k1", "r", "a-0", "write", "m", REPLY, None, None), begun)
    await ledger.begin_call("k2", "r", "a-0", "host/1/x")
    clock.now += 5
    await ledger.finish(claim, {}, ACCEPTED)
    limits = RunLimits(OrderLimits(max_usd=9), {"a": OrderLimits(max_calls=7)})
    await ledger.open_run(RunRow("r", {}, {"budgets": to_json(limits)}), [])
    found = await RunWatch(ledger, "r", clock=clock).look()
    assert (found.spent.calls, found.spent.tokens, found.spent.usd, found.spent.seconds) == (1, 120, 0.5, 5)
    assert found.orders[0].spent == found.spent
    assert (found.limits.max_usd, found.orders[0].limits.max_calls) == (9, 7)
    assert found.bill == Bill(begun=2, completed=1, again=0, failed=0, open=1)


async def test_what_was_stopped_and_why(ledger: MemoryLedger, clock: Clock) -> None:
    """As the engine noted it; a cancelled run says so."""
    await ledger.note("r", "round", {"round": 1})
    await ledger.note("r", "ended", {"how": "short", "why": "a: no sample passes"})
    await ledger.cancel("r", Decision("cancelled", "operator", "j", (), "me"))
    watch = RunWatch(ledger, "r", clock=clock)
    found = await watch.look()
    assert found.notes[0].payload["why"] == "a: no sample passes"
    assert found.state == "cancelled"
    assert found.orders[0].outcomes == {"cancelled": 4}
    assert len((await watch.look()).notes) == len(found.notes)


async def test_calls_that_wait_are_counted(ledger: MemoryLedger, clock: Clock, tmp_path: Path) -> None:
    """They are paid for, and not in the ledger yet."""
    Spool(tmp_path).keep(CallRow("k1", "r", "a-0", "write", "m", REPLY, None, None), None)
    assert (await RunWatch(ledger, "r", spool=tmp_path, clock=clock).look()).waiting_calls == 1
    assert (await RunWatch(ledger, "r", spool=tmp_path / "none", clock=clock).look()).waiting_calls == 0


async def test_a_run_that_is_not_there(ledger: MemoryLedger) -> None:
    """Names those that are."""
    with pytest.raises(UnknownNameError, match="unknown run 'q'; known: r"):
        await RunWatch(ledger, "q").look()
