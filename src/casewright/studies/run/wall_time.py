"""How long a run took, by its ledger: so neither a kill nor a run that was begun elsewhere leaves a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from casewright.ledger.protocol import Event, Ledger

__all__ = ["WallTime", "wall_time"]

BEGINS, ENDS = "opened", "figures"
"""Events at the two ends of a start; one that was killed has no end, and its last event counts."""


@dataclass(frozen=True, slots=True)
class WallTime:
    """Seconds from each start of a run to the last event of that start, added up; first and last event in UTC."""

    seconds: float = 0.0
    began: str = ""
    ended: str = ""


async def wall_time(ledger: Ledger, run: str) -> WallTime:
    """The wall time of a run so far. Its engine's loading of weights counts, the writing of its exports doesn't."""
    found: list[tuple[str, float]] = []
    after = 0
    while events := await ledger.events(run, after):
        after = events[-1].sequence
        found += _places(events)
    times = [at for _, at in found]
    if not times:
        return WallTime()
    return WallTime(round(_added_up(found), 1), _told(min(times)), _told(max(times)))


def _places(events: Iterable[Event]) -> Iterable[tuple[str, float]]:
    return ((event.kind, event.at) for event in events)


def _added_up(events: Iterable[tuple[str, float]]) -> float:
    """Between two starts nobody worked: what happens there, such as a person's decision, takes none of its time."""
    seconds, last, working = 0.0, 0.0, False
    for kind, at in events:
        if working:
            seconds += max(0.0, at - last) if kind != BEGINS else 0.0
        working = kind == BEGINS or (working and kind != ENDS)
        last = at
    return seconds


def _told(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
