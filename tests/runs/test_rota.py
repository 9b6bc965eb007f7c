"""A worker's day: many runs of many projects, each in its turn, each over once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import StorageError
from casewright.ledger import open_ledger
from casewright.ledger.protocol import Ledger, OrderRow, RunRow
from casewright.runs import rota
from casewright.runs.assembly import cast_of
from casewright.runs.drain import Drain
from casewright.runs.rota import Rota
from casewright.runs.session import RunSession
from casewright.runs.workplace import WorkDone, Workplace
from casewright.settings import Settings, load_settings
from casewright.types import Order

SETTINGS = """\
how: {concurrency: 2}
roles: {writer: parrot}
profiles:
  once: {gate: {max_attempts: 1}}
"""


@pytest.fixture
def place(tmp_path: Path, overlay: Path, certified: Path) -> Workplace:
    config = tmp_path / "casewright.yaml"
    config.write_text(SETTINGS, encoding="utf-8")
    return Workplace(str(tmp_path / "shared.sqlite"), config=config, rubrics=(overlay,), certificates=certified)


async def begin(
    place: Workplace, *, n: int = 1, seed: int = 0, profile: str | None = None, project: str = "default"
) -> str:
    """Opens a run for others to work on."""
    settings = load_settings(place.config)
    settings = settings.with_profile(profile) if profile else settings
    given = {"overlays": place.rubrics, "certificates": place.certificates, "seed": seed, "profile": profile}
    cast = cast_of(settings, writer="parrot", **given)  # type: ignore[arg-type]
    session = RunSession(cast, (Order("F32.1", n, kind="progress", level="named"),))
    ledger = open_ledger(place.ledger, project=project)
    await session.begin(ledger)
    await ledger.close()
    return session.run


async def worked(place: Workplace, **more: Any) -> WorkDone:
    return await asyncio.wait_for(place.work(None, Drain(), once=True, **more), 60)


async def read(place: Workplace, look: Callable[[Ledger], Awaitable[Any]], project: str = "default") -> Any:
    ledger = open_ledger(place.ledger, project=project)
    try:
        return await look(ledger)
    finally:
        await ledger.close()


async def test_every_run_is_over_once(place: Workplace) -> None:
    """Two workers at once leave one event that says so, and the figures of each run; nothing is due any more."""
    runs = [await begin(place, seed=seed) for seed in range(3)]
    await asyncio.gather(worked(place), worked(place))
    for run in runs:
        events = await read(place, lambda ledger, run=run: ledger.events(run, kinds=["ended", "figures"]))  # type: ignore[misc]
        assert sorted(event.kind for event in events) == ["ended", "figures"]
        assert [event.payload["how"] for event in events if event.kind == "ended"] == ["complete"]
    assert await read(place, lambda ledger: ledger.due()) == ()
    assert (await worked(place)).finished == {}


async def test_a_raised_order_is_due_again(place: Workplace) -> None:
    """And ends again."""
    run = await begin(place, n=1)
    await worked(place)
    assert await begin(place, n=2) == run
    assert (await worked(place)).finished[run] >= 1
    (tally,) = await read(place, lambda ledger: ledger.tallies(run))
    assert tally.outcomes["accepted"] == 2
    assert len(await read(place, lambda ledger: ledger.events(run, kinds=["ended"]))) == 2


async def test_all_projects_are_worked_for(place: Workplace) -> None:
    """Also one that begins later; by itself a worker sees its own."""
    run = await begin(place, project="lab")
    assert await begin(place, project="ward", seed=3) != run
    assert (await worked(place)).finished == {}
    drain = Drain()
    worker = asyncio.create_task(place.work(None, drain, every_project=True))
    late = await begin(place, project="late")
    for project, name in (("lab", run), ("late", late)):
        ledger = open_ledger(place.ledger, project=project)
        while not (row := await ledger.run(name)) or not row.over:  # noqa: ASYNC110 - a ledger is polled
            await asyncio.sleep(0.02)
        await ledger.close()
    drain.begin(1)
    done = await asyncio.wait_for(worker, 20)
    assert {f"lab/{run}", f"late/{late}"} <= set(done.finished)
    assert done.refused == {}


async def test_a_run_is_worked_on_under_its_profile(place: Workplace) -> None:
    """The names of its cast mean what they mean there; a worker whose settings lack it leaves the run alone."""
    run = await begin(place, profile="once")
    (row,) = await read(place, lambda ledger: ledger.runs())
    assert row.how["recipe"]["profile"] == "once"
    assert row.decides["max_attempts"] == 1
    bare = replace(place, config=None)
    assert "unknown profile 'once'" in (await worked(bare)).refused[run]
    assert run in (await worked(place)).finished


async def test_a_long_run_makes_room_for_a_short_one(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more runs wait than samples may be in flight, each has its turn."""
    monkeypatch.setattr(rota, "SLICE", 0.05)
    long = [await begin(place, n=20, seed=seed) for seed in range(2)]
    drain = Drain()
    worker = asyncio.create_task(place.work(None, drain))
    ledger = open_ledger(place.ledger)
    while not await ledger.page(long[0], outcomes=["accepted"]):  # noqa: ASYNC110 - a ledger is polled
        await asyncio.sleep(0.01)
    short = await begin(place, seed=9)
    while not (row := await ledger.run(short)) or not row.over:  # noqa: ASYNC110 - a ledger is polled
        await asyncio.sleep(0.01)
    undecided = [row for run in long if (row := await ledger.run(run)) and not row.over]
    drain.begin(5)
    await asyncio.wait_for(worker, 20)
    assert undecided
    assert not [held for run in long for held in await ledger.held(run)]
    await ledger.close()


async def test_runs_share_what_may_be_in_flight(place: Workplace) -> None:
    """Two samples among four runs; one more only while a run that begins meets one that had both places."""
    begun = [await begin(place, n=6, seed=seed) for seed in range(4)]
    await worked(place)
    ledger = open_ledger(place.ledger)
    events = sorted([event for run in begun for event in await ledger.events(run)], key=lambda event: event.sequence)
    await ledger.close()
    held: set[str | None] = set()
    most = []
    for event in events:
        (held.add if event.kind == "claimed" else held.discard)(f"{event.run}/{event.sample}" if event.sample else None)
        most.append(len(held))
    assert 2 <= max(most) <= 3
    assert sum(count <= 2 for count in most) > 0.8 * len(most)


async def test_thousands_of_finished_runs_are_not_looked_at(place: Workplace) -> None:
    """A look asks for what is due, whatever else is there."""
    run = await begin(place)
    ledger = open_ledger(place.ledger)
    for number in range(300):
        await ledger.open_run(RunRow(f"old-{number}", {}, {}), [OrderRow("o", {}, 1)])
        await ledger.end(f"old-{number}", 1, {"how": "complete"})
    asked: list[str] = []

    class Watched:
        def __getattr__(self, name: str) -> Any:
            asked.append(name)
            return getattr(ledger, name)

    day = Rota(place, Watched(), Drain(), run=None, once=True, report=lambda line: None)
    await asyncio.wait_for(day.work(), 60)
    await day.close()
    await ledger.close()
    assert day.finished == {run: 1}
    assert "runs" not in asked
    assert asked.count("orders") < 20


async def test_a_ledger_that_is_away_is_waited_for(place: Workplace) -> None:
    """It is told once, and once it is back work goes on."""
    run = await begin(place)
    ledger, lines, away = open_ledger(place.ledger), list[str](), 2

    class Away:
        def __getattr__(self, name: str) -> Any:
            return getattr(ledger, name)

        async def due(self) -> Any:
            nonlocal away
            away -= 1
            if away >= 0:
                raise StorageError("the server is away")
            return await ledger.due()

    drain = Drain()
    day = Rota(place, Away(), drain, run=None, once=False, report=lines.append)
    working = asyncio.create_task(day.work())
    while not (row := await ledger.run(run)) or not row.over:  # noqa: ASYNC110 - a ledger is polled
        await asyncio.sleep(0.02)
    drain.begin(1)
    await asyncio.wait_for(working, 20)
    await day.close()
    await ledger.close()
    assert lines == ["the ledger can't be used now: the server is away"]


def test_settings_say_how_many(place: Workplace) -> None:
    """The place's own number goes before that of the file."""
    assert place.settings().how.concurrency == 2
    assert replace(place, concurrency=7).settings().how.concurrency == 7
    assert Settings().how.concurrency == 4
