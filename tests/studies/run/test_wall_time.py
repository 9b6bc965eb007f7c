"""How long a run took, by its ledger."""

from __future__ import annotations

from collections.abc import Collection

from casewright.ledger.protocol import Event
from casewright.studies.run.wall_time import WallTime, wall_time
from casewright.testing import MemoryLedger


class Told(MemoryLedger):
    """A ledger with these events, a page of three at a time."""

    def __init__(self, *events: tuple[str, float]) -> None:
        super().__init__()
        self.told = [Event(i + 1, "r", None, kind, {}, at) for i, (kind, at) in enumerate(events)]

    async def events(
        self, run: str, after: int = 0, limit: int = 1000, kinds: Collection[str] | None = None
    ) -> list[Event]:
        return [event for event in self.told if event.sequence > after][:3]


async def test_each_start_counts_from_its_beginning_to_its_last_event() -> None:
    """The night between two starts doesn't; one that was killed counts as far as it came."""
    killed = [("opened", 100.0), ("started", 101.0), ("claimed", 110.0)]
    whole = [("opened", 5000.0), ("decided", 5030.0), ("figures", 5040.0)]
    assert (await wall_time(Told(*killed, *whole), "r")).seconds == 10 + 40


async def test_what_people_decide_later_takes_no_time() -> None:
    """It isn't the run's."""
    found = await wall_time(Told(("opened", 0.0), ("figures", 7.0), ("decided", 86_400.0), ("opened", 90_000.0)), "r")
    assert found == WallTime(7.0, "1970-01-01T00:00:00+00:00", "1970-01-02T01:00:00+00:00")


async def test_a_run_without_events_took_none() -> None:
    """It wasn't begun."""
    assert await wall_time(Told(), "r") == WallTime()
