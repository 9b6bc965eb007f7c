"""Counts a run's figures as its end would have: for runs that workers finished, where nobody counted."""

from __future__ import annotations

from casewright.errors import UnknownNameError
from casewright.ledger.spool import open_to_work
from casewright.overlays import overlaid
from casewright.runs.assembly import parts_of
from casewright.runs.finishing import finish_run
from casewright.runs.workplace import Workplace

__all__ = ["count_figures"]


async def count_figures(place: Workplace, run: str) -> None:
    """Counts a run and keeps the figures in its ledger.

    Raises:
        UnknownNameError: there is no such run.
        UsageError: it can't be rebuilt here: judges, rubrics or settings are others than it began with.
    """
    ledger = open_to_work(place.ledger, project=place.project)
    try:
        row = await ledger.run(run)
        if row is None:
            raise UnknownNameError("run", run, ())
        orders = await ledger.orders(run)
        session = place.session(row, orders)
        try:
            with overlaid(session.cast.overlays):
                parts = parts_of(session.cast, session.judging, ledger, run)
                await finish_run(ledger, run, session.judging, orders, parts, paused=True)
        finally:
            for model in session.cast.models():
                await model.close()
    finally:
        await ledger.close()
