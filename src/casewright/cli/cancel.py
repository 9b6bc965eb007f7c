"""``casewright cancel``: what is undecided of a run is given up."""

from __future__ import annotations

import json
from typing import Any

import click

from casewright.cli.ending import run_async
from casewright.cli.run_place import RunPlace, opened_run, place_of, run_argument

__all__ = ["cancel"]


@click.command()
@run_argument
@click.option("--who", help="Who cancels: a name or a role, kept with the decisions.")
@click.option("--why", help="The reason, kept with the decisions.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def cancel(**given: Any) -> int:
    """Give up what is undecided of RUN (a folder, LEDGER#id, or an id in --ledger).

    Asks nothing. What was accepted stays; every sample without a decision ends as cancelled, by the operator. Processes
    that work on the run, here or elsewhere, find out and stop by themselves. 'casewright resume' opens it again.
    """
    run, count, before = run_async(_cancelled(place_of(given), given["who"], given["why"]))
    if given["as_json"]:
        click.echo(json.dumps({"run": run, "cancelled": count, "was_cancelled": before}))
    elif before:
        click.echo(f"run {run} was cancelled before; {count} more samples are now")
    else:
        click.echo(f"run {run} is cancelled, and with it {count} undecided samples; what was decided stays")
        click.echo("whoever works on it stops by themselves; 'casewright resume' opens it again")
    return 0


async def _cancelled(place: RunPlace, who: str | None, why: str | None) -> tuple[str, int, bool]:
    from casewright.types import Decision, Reason

    async with opened_run(place) as (ledger, run):
        row = await ledger.run(run)
        judging = str(row.decides.get("judging", "")) if row else ""
        reasons = (Reason("person", why),) if why else ()
        count = await ledger.cancel(run, Decision("cancelled", "operator", judging, reasons, who))
        return run, count, row is not None and row.state == "cancelled"
