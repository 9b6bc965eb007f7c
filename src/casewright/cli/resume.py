"""``casewright resume``: a run that was stopped, paused or cancelled goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from casewright.cli.ending import run_async
from casewright.cli.options import FILE, FOLDER, overlay_option, reference_options, running_options
from casewright.cli.ordering import with_options
from casewright.cli.run_place import RunPlace, chosen_run, listed_runs, place_of, run_argument
from casewright.cli.working import as_asked, work_off, workplace_of
from casewright.ledger.protocol import OrderRow, RunRow
from casewright.runs.limits import RunLimits
from casewright.wire import from_json

__all__ = ["resume"]


@click.command()
@run_argument
@click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide.")
@reference_options
@overlay_option
@click.option("--config", type=FILE, help="Settings file.")
@running_options
@click.option("--json", "as_json", is_flag=True, help="Print records and summary as JSON lines.")
def resume(**given: Any) -> int:
    """Go on with RUN (a folder, LEDGER#id, or an id in --ledger).

    Writer, critics, orders, seed and limits are those that its ledger keeps. Settings, rubrics, certificates and corpus
    are those at hand here; where they would decide otherwise, the run is left alone and the difference named. Budgets
    given here go before those kept. Exit codes are those of 'generate'.
    """
    place = place_of(given)
    row, orders = run_async(_kept(place))
    limits = with_options(from_json(RunLimits, row.how.get("budgets", {})), given)
    more = {"folder": place.folder(row.id), "engine": given["engine"], "limits": limits, "reopen": True}
    session = workplace_of(given, place.ledger).session(row, orders, **more)
    session.cast = replace(session.cast, settings=as_asked(session.cast.settings, given))
    return work_off(session, given)


async def _kept(place: RunPlace) -> tuple[RunRow, Sequence[OrderRow]]:
    async with listed_runs(place) as (ledger, rows):
        run = chosen_run(rows, place)
        return next(row for row in rows if row.id == run), await ledger.orders(run)
