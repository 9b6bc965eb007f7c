"""A process elsewhere takes part in a run: it rebuilds the cast from the ledger, or says what differs."""

from __future__ import annotations

import asyncio
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import UnknownNameError, UsageError
from casewright.ledger import open_ledger
from casewright.runs.assembly import cast_of
from casewright.runs.drain import Drain
from casewright.runs.session import RunSession
from casewright.runs.workplace import WorkDone, Workplace
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.types import Order, Record


@pytest.fixture
def place(bench: Any, tmp_path: Path) -> Workplace:
    return Workplace(str(tmp_path / "shared.sqlite"), rubrics=(bench.overlay,), certificates=bench.certified)


def session_of(bench: Any, place: Workplace, n: int = 3, **more: Any) -> RunSession:
    """A run of a named writer, in a ledger that others can open, too."""
    cast = cast_of(
        more.pop("settings", Settings()), writer="parrot", overlays=place.rubrics, certificates=place.certificates
    )
    order = Order(bench.order.code, n, kind=bench.order.kind, level=bench.order.level)
    return RunSession(cast, (order,), bench.folder, ledger_url=place.ledger, workplace=place, **more)


async def told(session: RunSession) -> list[Record]:
    return [record async for record in session.work()]


async def begun(bench: Any, place: Workplace, n: int = 3) -> str:
    """A run whose samples are planned, and which nobody works on."""
    session = session_of(bench, place, n)
    ledger = open_ledger(place.ledger)
    await session._open(ledger)
    assert await session.worker(ledger).steward.turn() == "work"
    await ledger.close()
    return session.run


async def test_a_worker_completes_a_run_that_others_began(bench: Any, place: Workplace) -> None:
    """It works, commits and plans until every order is full; whoever asks again is told what it did."""
    run = await begun(bench, place)
    done = await asyncio.wait_for(place.work(run, Drain(), once=True), 60)
    assert done.refused == {}
    session = session_of(bench, place)
    records = await told(session)
    (order,) = session.summary["orders"]
    assert (order["accepted"], order["short"]) == (3, 0)
    assert done.finished == {run: len(records)}


async def test_a_session_watches_while_workers_work(bench: Any, place: Workplace) -> None:
    """``--engine workers``: this process finishes no sample, tells each once, and writes the exports."""
    drain = Drain()
    worker = asyncio.create_task(place.work(None, drain))
    session = session_of(bench, place, engine="workers")
    records = await asyncio.wait_for(told(session), 60)
    drain.begin(5)
    done = await asyncio.wait_for(worker, 20)
    assert len({record.id for record in records}) == len(records) == done.finished[session.run]
    assert [record.decision.outcome for record in records].count("accepted") == 3
    assert len((bench.folder / "accepted.jsonl").read_text("utf-8").splitlines()) == 3


async def test_two_workers_share_a_run(bench: Any, place: Workplace) -> None:
    """Each sample is finished once, and nothing stays leased."""
    run = await begun(bench, place, 12)
    done = await asyncio.wait_for(asyncio.gather(*(place.work(run, Drain(), once=True) for _ in range(2))), 60)
    ledger = open_ledger(place.ledger)
    rows, held = await ledger.samples(run), await ledger.held(run)
    kinds = [event.kind for event in await ledger.events(run)]
    await ledger.close()
    assert sum(one.finished[run] for one in done) == len(rows)
    assert not held
    assert kinds.count("decided") == len(rows)


async def test_a_run_that_would_be_judged_otherwise_is_left_alone(bench: Any, place: Workplace) -> None:
    """A worker without the overlay and certificates says what differs, once, and takes no sample."""
    run = await begun(bench, place)
    lines: list[str] = []
    bare = replace(place, rubrics=(), certificates=None)
    done = await asyncio.wait_for(bare.work(None, Drain(), once=True, report=lines.append), 60)
    assert set(done.refused) == {run}
    (line,) = lines
    assert "certificates" in line
    assert "rubrics" in line
    assert "what judges" in line
    assert done.finished == {}
    with pytest.raises(UsageError, match="certificates"):
        await bare.work(run, Drain(), once=True)


async def test_a_run_of_python_objects_says_so(bench: Any, place: Workplace, model: FunctionModel) -> None:
    """Nobody else can rebuild a writer that is an object of the program that began the run."""
    session = bench.session(model, ledger_url=place.ledger)
    await told(session)
    with pytest.raises(UsageError, match="only the program that made them"):
        await place.work(session.run, Drain(), once=True)


async def test_an_unknown_run_is_named(place: Workplace) -> None:
    """With the runs that there are."""
    with pytest.raises(UnknownNameError, match="unknown run 'nothing'"):
        await place.work("nothing", Drain(), once=True)


async def test_a_worker_waits_for_runs_until_it_is_drained(bench: Any, place: Workplace) -> None:
    """It was there before the run, finds it, and stops when it is told to."""
    drain = Drain()
    worker = asyncio.create_task(place.work(None, drain))
    run = await begun(bench, place, 1)
    ledger = open_ledger(place.ledger)
    while not any(row.state == "decided" for row in await ledger.samples(run)):  # noqa: ASYNC110 - a ledger is polled
        await asyncio.sleep(0.05)
    await ledger.close()
    drain.begin(1)
    assert isinstance(await asyncio.wait_for(worker, 20), WorkDone)


def test_a_workplace_travels(place: Workplace) -> None:
    """To other processes, pickled; what is printed of it holds no ledger URL, which may hold a password."""
    secret = replace(place, ledger="postgresql://ana:secret@db/casewright")
    assert pickle.loads(pickle.dumps(secret)) == secret  # noqa: S301 - our own bytes
    assert "secret" not in repr(secret)


async def test_a_cancelled_run_is_not_taken_up_by_the_same_command(bench: Any, place: Workplace) -> None:
    """Unless it is opened again."""
    from casewright.types import Decision

    run = await begun(bench, place)
    ledger = open_ledger(place.ledger)
    assert await ledger.cancel(run, Decision("cancelled", "operator", session_of(bench, place).judging)) == 3
    await ledger.close()
    with pytest.raises(UsageError, match="was cancelled"):
        await told(session_of(bench, place))
    again = session_of(bench, place, reopen=True)
    records = await told(again)
    assert [record.decision.outcome for record in records].count("accepted") == 3
