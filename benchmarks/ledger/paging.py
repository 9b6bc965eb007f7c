"""A page of a hundred samples at the beginning, in the middle and at the end of a long run, and what else is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.ledger.places import Database
from benchmarks.ledger.workload import open_run, planned

from casewright.ledger import Ledger, SampleRow
from casewright.types import Decision, Outcome

__all__ = ["measure"]

TIMES, PAGE, RARE, AT_ONCE = 30, 100, 50, 500
Asked = tuple[str, Callable[[], Awaitable[Sequence[Any] | SampleRow | None]]]


def measure(database: Database, samples: int) -> list[tuple[str, float, float]]:
    """What was asked, with the median and the most of thirty times, in milliseconds."""
    with database.empty() as url:
        return asyncio.run(_measure(database.open(url), samples))


async def _measure(ledger: Ledger, samples: int) -> list[tuple[str, float, float]]:
    names = await _fill(ledger, samples)
    found = [(told, *await _timed(ask)) for told, ask in _asked(ledger, names[samples // 2], names[-PAGE - 1])]
    await ledger.close()
    return found


def _asked(ledger: Ledger, middle: str, late: str) -> list[Asked]:
    return [
        ("the first page", lambda: ledger.page("run", limit=PAGE)),
        ("a page in the middle", lambda: ledger.page("run", after=middle, limit=PAGE)),
        ("the last page", lambda: ledger.page("run", after=late, limit=PAGE)),
        (f"an outcome that {RARE} have", lambda: ledger.page("run", limit=PAGE, outcomes=["needs_review"])),
        ("rejected, from the middle", lambda: ledger.page("run", after=middle, limit=PAGE, outcomes=["rejected"])),
        ("one order of forty", lambda: ledger.page("run", after=middle, limit=PAGE, orders=["order-07"])),
        ("one sample", lambda: ledger.sample("run", middle)),
        ("all counts", lambda: ledger.tallies("run")),
    ]


async def _timed(ask: Callable[[], Awaitable[Any]]) -> tuple[float, float]:
    taken = []
    for _ in range(TIMES):
        begin = perf_counter()
        await ask()
        taken.append(1_000 * (perf_counter() - begin))
    return median(taken), max(taken)


async def _fill(ledger: Ledger, samples: int) -> list[str]:
    await open_run(ledger)
    rows = planned(samples)
    await ledger.add_samples("run", rows)
    names = [row.id for row in rows]
    for first in range(0, samples, AT_ONCE):
        part = range(first, min(samples, first + AT_ONCE))
        await asyncio.gather(*(ledger.decide("run", names[at], _decision(at, samples)) for at in part))
    return names


def _decision(at: int, samples: int) -> Decision:
    outcome: Outcome = "needs_review" if at >= samples - RARE else "accepted" if at % 3 else "rejected"
    return Decision(outcome, "gate", "j")
