"""A session's own part while an engine works: it commits and plans where nobody has, and tells what was decided."""

from __future__ import annotations

import asyncio
from time import monotonic

from casewright.errors import StorageError
from casewright.runs.drain import Drain
from casewright.runs.engines import Engine, Site
from casewright.runs.engines.local import LocalEngine
from casewright.runs.telling import Telling
from casewright.runs.worker import LOOK_AGAIN

__all__ = ["supervise"]

PATIENCE = 60.0
"""Seconds that a ledger may be away while others work."""


async def supervise(engine: Engine, site: Site, drain: Drain, telling: Telling) -> None:
    """Runs the engine until the run is over, the drain is, or the engine returns.

    Raises:
        PausedError: the run can't go on now.
        SampleFaultError: samples met a program error.
    """
    work = asyncio.create_task(engine.work(site, drain))
    try:
        if isinstance(engine, LocalEngine):
            await work  # its worker is the steward, too
        else:
            await _watch(work, site, telling)
        await telling.finish()
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        telling.close()


async def _watch(work: asyncio.Task[None], site: Site, telling: Telling) -> None:
    away_since: float | None = None
    while not work.done() and site.worker.steward.ending is None:
        began = monotonic()
        try:
            await telling.look()
            await site.worker.steward.turn()
            away_since = None
        except StorageError:
            away_since = away_since or began
            if began - away_since > PATIENCE:
                raise
        await asyncio.wait({work}, timeout=max(LOOK_AGAIN, 10 * (monotonic() - began)))
    if work.done():
        work.result()
