"""``casewright generate``: an order goes in, accepted reports with their evidence come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from casewright.cli.ending import SHORT, run_async
from casewright.cli.fetching import announcer
from casewright.cli.options import FILE, gate_options, lay_over
from casewright.cli.progress import RunView, watching
from casewright.cli.tables import console, print_samples, print_summary
from casewright.plans import load_case
from casewright.runs.api import DEFAULT_WRITER
from casewright.runs.assembly import Cast, cast_of
from casewright.runs.orders import checked, order_id
from casewright.runs.reference import corpus
from casewright.runs.session import RunSession
from casewright.settings import load_settings
from casewright.types import Order, Record
from casewright.wire import to_json

__all__ = ["generate"]


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
@click.option("-n", "n", type=click.IntRange(1), default=1, show_default=True, help="Accepted reports per code.")
@click.option("--max-samples", type=click.IntRange(0), help="Most samples per code; by default 10 + 5 n.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--kind", default="intake", show_default=True, help="Kind of document.")
@click.option("--with", "others", multiple=True, metavar="CODE", help="A comorbid code that the case has.")
@click.option("--case", "case_file", type=FILE, help="Your own facts instead of a drawn case.")
@click.option("--writer", help=f"Model string, endpoint name or parrot.  [default: {DEFAULT_WRITER}]")
@click.option("--style", "styles", type=FILE, multiple=True, help="Profile of how notes are written, one a language.")
@click.option("--new", is_flag=True, help="Start another run instead of going on with the one begun.")
@click.option("--max-attempts", type=click.IntRange(1, 20), help="Most drafts a sample gets.")
@click.option("--seed", type=int, default=0, show_default=True)
@gate_options
def generate(**given: Any) -> int:
    """Write N accepted reports for each CODE.

    The same command goes on with what was begun, says so when it is complete, and never pays twice for a
    finished call. Exit code 3 means that fewer were accepted than asked.
    """
    session = _session(given)
    if given["new"] and not given["as_json"]:
        click.echo(f"a new run; to go on with it, put --run {session.place} in the place of --new", err=True)
    view = RunView(wanted=sum(row.n for row in session.rows))
    session.progress = lambda sample, node, attempt: view.enter(sample, node, attempt)
    records = run_async(_work(session, view, quiet=given["as_json"]))
    if given["as_json"]:
        _print_json(records, session.summary)
    else:
        _print_tables(records, session, view)
    return SHORT if any(order["short"] for order in session.summary["orders"]) else 0


def _session(given: dict[str, Any]) -> RunSession:
    settings = load_settings(given["config"])
    cast = _cast(given, settings)
    orders = tuple(checked(order) for order in _orders(given))
    cases = _cases(given["case_file"], orders)
    return RunSession(
        cast,
        orders,
        given["folder"],
        cases=cases,
        max_samples=given["max_samples"],
        nonce=uuid4().hex[:8] if given["new"] else "",
    )


def _orders(given: dict[str, Any]) -> list[Order]:
    shared = {name: given[name] for name in ("n", "language", "kind", "system", "level")}
    return [Order(code, comorbidities=given["others"], **shared) for code in dict.fromkeys(given["codes"])]


def _cases(path: Path | None, orders: tuple[Order, ...]) -> dict[str, list[Any]]:
    if path is None:
        return {}
    return {order_id(order): [to_json(load_case(path, order, order_id(order)))] for order in orders}


def _cast(given: dict[str, Any], settings: Any) -> Cast:
    index = corpus(given["reference"], given["patient_field"], settings, given["key_env"])
    return cast_of(
        settings,
        writer=given["writer"] or settings.roles.writer or DEFAULT_WRITER,
        critics=given["critics"] or tuple(settings.roles.critics),
        reference=index,
        overlays=lay_over(given["rubrics"], settings),
        certificates=given["certificates"],
        styles=given["styles"],
        seed=given["seed"],
        max_attempts=given["max_attempts"],
        report=announcer(quiet=given["as_json"]),
    )


async def _work(session: RunSession, view: RunView, *, quiet: bool) -> list[Record]:
    records: list[Record] = []
    with watching(view, quiet=quiet):
        async for record in session.work():
            view.decided(record)
            records.append(record)
    return records


def _print_json(records: list[Record], summary: dict[str, Any]) -> None:
    for record in records:
        click.echo(json.dumps(to_json(record), ensure_ascii=False))
    click.echo(json.dumps({"summary": summary}, ensure_ascii=False))


def _print_tables(records: list[Record], session: RunSession, view: RunView) -> None:
    out = console()
    print_samples(out, records)
    out.print()
    print_summary(out, session.summary)
    if not view.fresh and records:
        out.print("This run was complete already; nothing was written again (--new starts another).")
    out.print(f"run folder: {session.place}")
