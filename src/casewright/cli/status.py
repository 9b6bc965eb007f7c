"""``casewright status``: how a run stands, live from any terminal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.ending import run_async
from casewright.cli.run_place import LEDGER_VARIABLE, RunPlace, ledger_options, listed_runs, opened_run, run_place
from casewright.errors import UsageError

if TYPE_CHECKING:
    from casewright.runs.status import RunStatus

__all__ = ["status"]

Show = Callable[["RunStatus"], None]


@click.command()
@click.argument("run", metavar="[RUN]", required=False)
@ledger_options
@click.option("--watch", is_flag=True, help="Look again and again, until the run is complete or cancelled.")
@click.option("--every", type=click.FloatRange(0.1), default=2.0, show_default=True, help="Seconds between looks.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a line a look.")
def status(**given: Any) -> int:
    """Say how RUN (a folder, LEDGER#id, or an id in --ledger) stands: counts, who works on what, what is spent.

    Only reads, so it can be asked while others work on the run, on this machine or elsewhere. Where several runs are in
    a ledger and none is named, they are listed. Exit code 0, however the run stands.
    """
    place = _place(given)
    found = run_async(_listed(place)) if not place.run else ()
    if len(found) > 1:
        _print_list(found, as_json=given["as_json"])
        return 0
    try:
        run_async(_looked(place, given))
    except click.exceptions.Abort:
        if not given["watch"]:
            raise
    return 0


def _place(given: dict[str, Any]) -> RunPlace:
    text = given["run"] or given["ledger_url"]
    if not text:
        raise UsageError(f"name a run: RUN, or its ledger with --ledger or {LEDGER_VARIABLE}")
    return run_place(text, ledger=given["ledger_url"], project=given["project"])


async def _looked(place: RunPlace, given: dict[str, Any]) -> None:
    from casewright.ledger.spool import spool_folder
    from casewright.runs.status import RunWatch

    with _screen(given) as show:
        async with opened_run(place) as (ledger, run):
            watch = RunWatch(ledger, run, spool_folder(place.ledger, place.project))
            while True:
                found = await watch.look()
                show(found)
                if not given["watch"] or found.complete or found.state == "cancelled":
                    return
                await asyncio.sleep(given["every"])


def _screen(given: dict[str, Any]) -> Any:
    """A context that gives what shows a look: a line of JSON, text below text, or one screen that changes."""
    if given["as_json"]:
        return nullcontext(lambda found: click.echo(json.dumps(_plain(found), ensure_ascii=False)))
    from casewright.cli.standing import standing
    from casewright.cli.tables import console

    out = console()
    if given["watch"] and out.is_terminal:
        from casewright.cli.screen import changing

        return changing(out, standing)
    return nullcontext(lambda found: out.print(standing(found), soft_wrap=True))


def _plain(found: RunStatus) -> dict[str, Any]:
    from casewright.wire import to_json

    told: dict[str, Any] = to_json(found)
    for order, one in zip(told["orders"], found.orders, strict=True):
        order |= {"accepted": one.accepted, "short": one.short, "undecided": one.undecided}
    return {**told, "complete": found.complete}


async def _listed(place: RunPlace) -> tuple[dict[str, Any], ...]:
    async with listed_runs(place) as (ledger, rows):
        found = []
        for row in rows:
            orders, tallies = await ledger.orders(row.id), await ledger.tallies(row.id)
            accepted = sum(tally.outcomes.get("accepted", 0) for tally in tallies)
            wanted, samples = sum(order.n for order in orders), sum(tally.samples for tally in tallies)
            found.append({"run": row.id, "state": row.state, "accepted": accepted, "n": wanted, "samples": samples})
        return tuple(found)


def _print_list(found: tuple[dict[str, Any], ...], *, as_json: bool) -> None:
    for one in found:
        told = "{run}  {state}  {accepted} accepted of {n}, {samples} samples".format(**one)
        click.echo(json.dumps(one) if as_json else told)
