"""``casewright rejudge``: a run under other rubrics, critics or certificates, with nothing written again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from casewright.cli.ending import run_async
from casewright.cli.fetching import announcer
from casewright.cli.options import FILE, FOLDER, lay_over, overlay_option, reference_options
from casewright.cli.run_place import RunPlace, opened_run, place_of, run_argument
from casewright.cli.tables import console, print_summary
from casewright.runs.assembly import Cast, cast_of
from casewright.runs.exports import write_exports
from casewright.runs.reference import corpus
from casewright.runs.rejudging import Change, Rejudged, Rejudging
from casewright.settings import load_settings
from casewright.wire import to_json

__all__ = ["rejudge"]

MOST_LISTED = 30


@click.command()
@run_argument
@click.option("--critic", "critics", multiple=True, help="A judge beside the rules; without a certificate it advises.")
@click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide.")
@reference_options
@overlay_option
@click.option("--config", type=FILE, help="Settings file.")
@click.option("--dry-run", is_flag=True, help="Say what would change and append nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print changes and summary as JSON lines.")
def rejudge(**given: Any) -> int:
    """Judge the reports of RUN (a folder, LEDGER#id, or an id in --ledger) again and append the decisions.

    Nothing is written again, and copying is not measured again: what was found when a draft came stands, and the
    reference gives the limit on novelty. Earlier decisions stay under their own judging, and so do their figures and
    exports; the new ones go to the folder judgings/JUDGING of the run. A stopped call goes on where it was.
    """
    settings = load_settings(given["config"])
    cast = cast_of(
        settings,
        writer=None,
        critics=given["critics"] or tuple(settings.roles.critics),
        reference=corpus(given["reference"], given["patient_field"], settings, given["key_env"]),
        overlays=lay_over(given["rubrics"], settings),
        certificates=given["certificates"],
        report=announcer(quiet=given["as_json"]),
    )
    found, run = run_async(_rejudged(cast, place_of(given), keep=not given["dry_run"]))
    place = place_of(given).folder(run) / "judgings" / found.judging
    if not given["dry_run"]:
        write_exports(place, found.records, found.summary)
    if given["as_json"]:
        _print_json(found)
    else:
        _print(found, None if given["dry_run"] else place)
    return 0


async def _rejudged(cast: Cast, place: RunPlace, *, keep: bool) -> tuple[Rejudged, str]:
    try:
        async with opened_run(place) as (ledger, run):
            rejudging = Rejudging(cast, ledger, run)
            found = await rejudging.look()
            if keep:
                await rejudging.keep(found)
            return found, run
    finally:
        for model in cast.models():
            await model.close()


def _print_json(found: Rejudged) -> None:
    for change in found.changes:
        click.echo(json.dumps(to_json(change), ensure_ascii=False))
    click.echo(json.dumps({"summary": found.summary}, ensure_ascii=False))


def _print(found: Rejudged, place: Path | None) -> None:
    out = console()
    if found.judging == found.against:
        out.print("The same judging as before: nothing that decides has changed.")
    out.print(f"{len(found.records)} samples judged by {found.judging} (before: {found.against})")
    _print_changes(found.changes)
    if found.by_person:
        out.print(f"{found.by_person} were decided by a person under the earlier judging; that word stays there")
    out.print()
    print_summary(out, found.summary)
    out.print("nothing was appended (--dry-run)" if place is None else f"exports of this judging: {place}")


def _print_changes(changes: Sequence[Change]) -> None:
    turns = Counter((change.before, change.after) for change in changes)
    for (before, after), count in sorted(turns.items()):
        click.echo(f"  {before} → {after}: {count}")
    for change in changes[:MOST_LISTED]:
        why = change.reasons[0].message if change.reasons else "nothing speaks against it now"
        click.echo(f"  {change.sample}: {change.before} → {change.after}: {why}")
    if len(changes) > MOST_LISTED:
        click.echo(f"  and {len(changes) - MOST_LISTED} more (--json lists all)")
    if not changes:
        click.echo("  no decision changes")
