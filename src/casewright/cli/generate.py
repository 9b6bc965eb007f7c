"""``casewright generate``: orders go in, accepted reports with their evidence come out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import click

from casewright.cli.half_copied import refuse_half_copied
from casewright.cli.options import FILE, gate_options, lay_over, running_options
from casewright.cli.ordering import ordered
from casewright.cli.run_place import ledger_options, shown_ledger
from casewright.cli.working import as_asked, work_off, workplace_of

if TYPE_CHECKING:
    from casewright.runs.assembly import Cast
    from casewright.runs.session import RunSession
    from casewright.settings import Settings
    from casewright.types import Order

__all__ = ["generate"]


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE…|ORDERS")
@click.option("-n", "n", type=click.IntRange(1), default=1, show_default=True, help="Accepted reports per code.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--kind", default="intake", show_default=True, help="Kind of document.")
@click.option("--with", "others", multiple=True, metavar="CODE", help="A comorbid code that the case has.")
@click.option("--case", "case_file", type=FILE, help="Your own facts instead of a drawn case.")
@click.option(
    "--writer", help="Model string, endpoint name or parrot.  [default: that of settings, or the embedded one]"
)
@click.option("--style", "styles", type=FILE, multiple=True, help="Profile of how notes are written, one a language.")
@click.option("--new", is_flag=True, help="Start another run instead of going on with the one begun.")
@click.option("--max-attempts", type=click.IntRange(1, 20), help="Most drafts a sample gets.")
@click.option("--max-samples", type=click.IntRange(0), help="Most samples per order; by default 10 + 5 n.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--preview", type=click.IntRange(1, 100), metavar="K", help="Work K samples, estimate the whole, stop.")
@running_options
@ledger_options
@gate_options
def generate(**given: Any) -> int:
    """Write N accepted reports for each CODE, or for each order of the file ORDERS (YAML or JSON).

    The same command goes on with what was begun, says so when it is complete, and never pays twice for a
    finished call. Exit code 3 means that fewer were accepted than asked.
    """
    session = _session(given)
    refuse_half_copied(session)
    go_on = f"to go on with it, put --run {session.place} in the place of --new"
    if given["new"] and not given["as_json"]:
        click.echo(f"a new run; {go_on}", err=True)
    if given["preview"]:
        return _previewed(session, given, go_on if given["new"] else "")
    return work_off(session, given)


def _session(given: dict[str, Any]) -> RunSession:
    from casewright.runs.session import RunSession
    from casewright.settings import load_settings

    settings = as_asked(load_settings(given["config"]), given)
    cast = _cast(given, settings)
    wanted = ordered(given)
    for note in () if given["as_json"] else wanted.notes:
        click.echo(note, err=True)
    return RunSession(
        cast,
        wanted.orders,
        given["folder"],
        cases=_cases(given["case_file"], wanted.orders),
        nonce=uuid4().hex[:8] if given["new"] else "",
        limits=wanted.limits,
        engine=given["engine"],
        ledger_url=given["ledger_url"],
        project=given["project"],
        workplace=workplace_of(given, given["ledger_url"] or ""),
    )


def _cases(path: Path | None, orders: Sequence[Order]) -> dict[str, list[Any]]:
    from casewright.plans import load_case
    from casewright.runs.orders import order_id
    from casewright.wire import to_json

    if path is None:
        return {}
    return {order_id(order): [to_json(load_case(path, order, order_id(order)))] for order in orders}


def _cast(given: dict[str, Any], settings: Settings) -> Cast:
    from casewright.cli.fetching import announcer
    from casewright.runs.api import DEFAULT_WRITER
    from casewright.runs.assembly import cast_of
    from casewright.runs.reference import corpus

    return cast_of(
        settings,
        writer=given["writer"] or settings.roles.writer or DEFAULT_WRITER,
        critics=given["critics"] or tuple(settings.roles.critics),
        reference=corpus(given["reference"], given["patient_field"], settings, given["key_env"]),
        overlays=lay_over(given["rubrics"], settings),
        certificates=given["certificates"],
        styles=given["styles"],
        seed=given["seed"],
        max_attempts=given["max_attempts"],
        report=announcer(quiet=given["as_json"]),
    )


def _previewed(session: RunSession, given: dict[str, Any], go_on: str) -> int:
    from casewright.cli.preview import plain_preview, print_preview
    from casewright.cli.tables import console
    from casewright.cli.working import run_session
    from casewright.runs.preview import preview_run

    found = run_session(session, preview_run(session, given["preview"]))
    if given["as_json"]:
        click.echo(json.dumps(plain_preview(found), ensure_ascii=False))
        return 0
    where = shown_ledger(given["ledger_url"]) if given["ledger_url"] else str(session.place)
    same = go_on or "the same command without --preview works off the rest"
    print_preview(console(), found, f"these samples are kept in {where} (run {session.run}): {same}")
    return 0
