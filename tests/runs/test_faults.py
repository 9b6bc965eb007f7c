"""Processes that work on one ledger and are killed, stopped or started twice: the counts and the bill hold."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import StoppedError
from casewright.ledger import open_ledger
from casewright.models.protocol import ModelRequest
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.types import Decision

N, CONCURRENCY = 4, 2
SETTINGS = Settings.model_validate({"how": {"concurrency": CONCURRENCY, "lease_seconds": 2, "grace_seconds": 600}})
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork"),
]


def in_process(work: Callable[[], None]) -> int:
    """Begins it in a process of its own, in which nothing is imported again; its number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads sleep, and the child needs none of them
        child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def work(bench: Any, *, seconds: float = 0.05, drained_by: signal.Signals | None = None) -> None:
    """Works the run off with a model that takes its time."""

    async def answer(request: ModelRequest) -> str:
        await asyncio.sleep(seconds)
        return str(bench.faithful(request))

    async def all_of() -> None:
        session = bench.session(FunctionModel(answer, name="testing/faithful"), N, settings=SETTINGS)
        if drained_by is not None:
            asyncio.get_running_loop().add_signal_handler(drained_by, session.drain.begin, 600)
        try:
            [record async for record in session.work()]
        except StoppedError:
            return

    asyncio.run(all_of())


async def _invariants(bench: Any, kills: int) -> Counter[str]:
    session = bench.session(FunctionModel(bench.faithful, name="testing/faithful"), N)
    ledger = open_ledger(bench.folder)
    try:
        rows, held = await ledger.samples(session.run), await ledger.held(session.run)
        events, bill = await ledger.events(session.run, limit=100_000), await ledger.bill(session.run)
        calls, tallies = await ledger.calls(session.run), await ledger.tallies(session.run)
    finally:
        await ledger.close()
    by_gate = [event.sample for event in events if event.kind == "decided" and event.payload["by"] == "gate"]
    outcomes: Counter[str] = Counter(row.decision.outcome for row in rows if row.decision is not None)
    assert not held
    assert len(by_gate) == len(set(by_gate))
    assert sum(outcomes.values()) == len(rows) == sum(tally.samples for tally in tallies)
    assert bill.begun == bill.completed + bill.again + bill.failed + bill.open
    assert bill.completed == len(calls)
    assert bill.open <= kills * CONCURRENCY
    return outcomes


def invariants(bench: Any, kills: int) -> Counter[str]:
    """Outcomes of the run, once it is seen that everything about it adds up."""
    return asyncio.run(_invariants(bench, kills))


def asked(folder: Path) -> int:
    """How many calls were begun so far, by anybody."""

    async def count() -> int:
        ledger = open_ledger(folder)
        try:
            return sum([(await ledger.bill(row.id)).begun for row in await ledger.runs()])
        finally:
            await ledger.close()

    return asyncio.run(count()) if (folder / "ledger.sqlite").exists() else 0


def wait_for_calls(folder: Path, number: int) -> None:
    while asked(folder) < number:
        time.sleep(0.02)


def is_over(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


@pytest.fixture(autouse=True)
def warm(bench: Any, tmp_path: Path) -> None:
    """Everything is imported and compiled before anything forks."""
    folder, bench.folder = bench.folder, tmp_path / "warm"
    work(bench, seconds=0)
    bench.folder = folder


@pytest.mark.parametrize("seed", range(3))
def test_two_processes_one_ledger_and_kills(bench: Any, seed: int) -> None:
    """One of two is killed again and again, at moments that dice choose; the other, or the next one, goes on."""
    dice, kills = random.Random(seed), 0
    stays = in_process(lambda: work(bench))
    while kills < 3:
        other = in_process(lambda: work(bench))
        time.sleep(dice.uniform(0.05, 0.5))
        os.kill(other, signal.SIGKILL)
        os.waitpid(other, 0)
        kills += 1
    assert os.waitpid(stays, 0)[1] == 0
    work(bench)
    assert invariants(bench, kills)["accepted"] == N


def test_both_are_killed(bench: Any) -> None:
    """Nobody is left: whoever comes next takes over what the dead of this machine held, at once."""
    children = [in_process(lambda: work(bench, seconds=30)) for _ in range(2)]
    wait_for_calls(bench.folder, CONCURRENCY)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    work(bench)
    assert invariants(bench, 2)["accepted"] == N


def test_the_same_order_at_once(bench: Any) -> None:
    """Three of the same command: one run, each sample decided once."""
    children = [in_process(lambda: work(bench)) for _ in range(3)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert invariants(bench, 0)["accepted"] == N


def test_a_signal_drains(bench: Any) -> None:
    """What was in flight is finished, nothing is leased any more, no call is open, and the rest is done later."""
    child = in_process(lambda: work(bench, seconds=0.5, drained_by=signal.SIGTERM))
    wait_for_calls(bench.folder, CONCURRENCY)
    os.kill(child, signal.SIGTERM)
    assert os.waitpid(child, 0)[1] == 0
    assert 0 < asked(bench.folder) < N
    work(bench)
    assert invariants(bench, 0)["accepted"] == N


def test_cancelled_from_another_process(bench: Any) -> None:
    """It stops by itself, and nothing is left undecided."""
    child = in_process(lambda: work(bench, seconds=30))
    wait_for_calls(bench.folder, CONCURRENCY)

    async def cancel() -> None:
        session = bench.session(FunctionModel(bench.faithful, name="testing/faithful"), N)
        ledger = open_ledger(bench.folder)
        await ledger.cancel(session.run, Decision("cancelled", "operator", session.judging, who="ana"))
        await ledger.close()

    asyncio.run(cancel())
    assert os.waitpid(child, 0)[1] == 0
    assert invariants(bench, 1) == {"cancelled": N}
