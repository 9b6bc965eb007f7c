"""The hub reads a run once for all: nobody misses an event, however slow, late or cut off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from casewright.ledger.protocol import Event, Ledger, RunRow
from casewright.service.jobs import hub as hubs
from casewright.service.jobs.hub import EventHub
from casewright.service.ledgers import Ledgers

RUN = "run-1"


@pytest.fixture
async def ledgers(tmp_path: Path) -> AsyncGenerator[Ledgers, None]:
    found = Ledgers(str(tmp_path / "ledger.sqlite"))
    await (await found.of("lab")).open_run(RunRow(RUN, {}, {}), ())
    yield found
    await found.close()


@pytest.fixture
async def hub(ledgers: Ledgers) -> AsyncGenerator[EventHub, None]:
    found = EventHub(ledgers, seconds=0.02)
    yield found
    await found.close()


@pytest.fixture
async def ledger(ledgers: Ledgers) -> Ledger:
    return await ledgers.of("lab")


async def heard(hub: EventHub, number: int, after: int = 0) -> list[Event]:
    found: list[Event] = []
    async with aclosing(hub.listen("lab", RUN, after)) as events:  # type: ignore[type-var]
        async for event in events:
            found.append(event)
            if len(found) == number:
                break
    return found


async def written(ledger: Ledger, number: int) -> list[int]:
    return [await ledger.note(RUN, "looked", {}) for _ in range(number)]


async def test_what_was_and_what_comes_is_heard_once(hub: EventHub, ledger: Ledger) -> None:
    """Earlier events from the ledger, later ones as they are written; in order, without a gap."""
    before = await written(ledger, 5)
    listening = asyncio.create_task(heard(hub, 9))
    await asyncio.sleep(0.1)
    after = await written(ledger, 3)
    found = [event.sequence for event in await asyncio.wait_for(listening, 5)]
    assert found[1:] == [*before, *after]
    assert [event.sequence for event in await heard(hub, 2, after=before[-1])] == after[:2]


async def test_whoever_is_slow_reads_the_ledger_and_loses_nothing(
    hub: EventHub, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More events than are kept for listeners pass while one of them sleeps."""
    monkeypatch.setattr(hubs, "KEPT", 4)
    monkeypatch.setattr(hubs, "PAGE", 3)
    async with hub.follow("lab", RUN) as slow, hub.follow("lab", RUN) as quick:
        assert len(await slow.more(1)) == 1
        assert len(await quick.more(1)) == 1
        sequences = await written(ledger, 30)
        found: list[int] = []
        for one in (quick, slow):
            found = []
            while len(found) < 30:
                found += [event.sequence for event in await one.more(5)]
            assert found == sequences


async def test_silence_is_told_after_so_many_seconds(hub: EventHub) -> None:
    async with hub.follow("lab", RUN, after=10) as following:
        assert await following.more(0.05) == ()
        assert await following.more(0.05) == ()


async def test_a_run_that_nobody_listens_to_is_not_read(hub: EventHub) -> None:
    async with hub.follow("lab", RUN) as one, hub.follow("lab", RUN) as other:
        await asyncio.gather(one.more(0.1), other.more(0.1))
        assert len(hub._channels) == 1
    assert not hub._channels


async def test_closing_ends_whoever_waits(hub: EventHub) -> None:
    listening = asyncio.create_task(heard(hub, 100))
    await asyncio.sleep(0.05)
    await hub.close()
    assert len(await asyncio.wait_for(listening, 2)) == 1


async def test_projects_do_not_hear_each_other(hub: EventHub, ledgers: Ledgers) -> None:
    """The same run id in another project is another run."""
    other = await ledgers.of("elsewhere")
    await other.open_run(RunRow(RUN, {}, {}), ())
    async with hub.follow("lab", RUN) as ours, hub.follow("elsewhere", RUN) as theirs:
        await ours.more(0.1)
        await theirs.more(0.1)
        mark = await other.note(RUN, "looked", {})
        assert [event.sequence for event in await theirs.more(2)] == [mark]
        assert await ours.more(0.1) == ()
