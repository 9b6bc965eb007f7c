"""``casewright study run``: a study file goes in, a run for each of its cells comes out; the same command goes on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FILE, FOLDER, lay_over, overlay_option, reference_options
from casewright.cli.run_place import ledger_options, shown_ledger

if TYPE_CHECKING:
    from casewright.errors import CasewrightError
    from casewright.studies.plan import Cell
    from casewright.studies.run import Stage, StudyWork

__all__ = ["run"]

STUDIES = Path("studies")


@click.command()
@click.argument("study", type=FILE, metavar="STUDY.yaml")
@click.option("--out", type=FOLDER, help="The study's folder.  [default: studies/NAME OF THE FILE]")
@click.option("--only", multiple=True, metavar="NAME", help="Cells to work off: a cell, writer, group, arm or pattern.")
@click.option("--dry-run", is_flag=True, help="Say what would be worked off, and what it may take; write nothing.")
@click.option("--engine", type=click.Choice(["local", "workers", "ray"]), default="local", show_default=True)
@click.option("--concurrency", type=click.IntRange(1, 10_000), help="Samples in flight at once.")
@click.option("--grace", type=click.FloatRange(0), metavar="SECONDS", help="For what is in flight at a signal.")
@click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide.")
@reference_options
@overlay_option
@ledger_options
@click.option("--config", type=FILE, help="Settings file: endpoints, critics, thresholds.")
@click.option("--json", "as_json", is_flag=True, help="Print the study's journal as JSON.")
def run(**given: Any) -> int:
    """Work off STUDY.yaml: each writer on each group of orders, with the loop and once, under each seed.

    Each such cell is a run in DIR/runs, tried in full, and cells of one group and seed tell the same cases. The parrot
    takes part by itself. The same command goes on with what was begun; a cell that can't go on stops no other.
    DIR/study.json says how all stand. Exit codes: 3 a budget is spent; 4 cells wait for their model; 130 stopped.
    """
    from casewright.studies.plan import chosen_cells

    stage = _stage(given)
    for note in () if given["as_json"] else stage.plan.notes:
        click.echo(note, err=True)
    cells = chosen_cells(stage.plan.cells, given["only"])
    if given["dry_run"]:
        return _looked_ahead(stage, cells, given)
    return _worked_off(stage, cells, given)


def _stage(given: dict[str, Any]) -> Stage:
    from casewright.cli.fetching import announcer
    from casewright.cli.working import as_asked, workplace_of
    from casewright.runs.reference import corpus
    from casewright.settings import load_settings
    from casewright.studies.plan import read_study
    from casewright.studies.run import Stage

    settings = as_asked(load_settings(given["config"]), given)
    overlays = lay_over(given["rubrics"], settings)
    plan = read_study(given["study"])
    return Stage(
        plan,
        given["out"] or STUDIES / given["study"].stem,
        settings,
        corpus(given["reference"], given["patient_field"], settings, given["key_env"]),
        overlays,
        given["certificates"],
        given["engine"],
        given["ledger_url"],
        given["project"],
        workplace_of(given, given["ledger_url"] or ""),
        announcer(quiet=given["as_json"]),
    )


def _prepared(stage: Stage, cells: Sequence[Cell], given: dict[str, Any], **more: Any) -> StudyWork:
    from casewright.cli.ending import run_async
    from casewright.studies.run import missing_keys, prepare

    for told in missing_keys(stage, cells):
        click.echo(f"{told}: its cells will fail, and the others go on", err=True)
    ledger = shown_ledger(stage.ledger_url) if stage.ledger_url else ""
    return run_async(prepare(stage, given["study"], cells, ledger=ledger, **more))


def _looked_ahead(stage: Stage, cells: Sequence[Cell], given: dict[str, Any]) -> int:
    from casewright.cli.ending import run_async
    from casewright.cli.study.telling import print_ahead
    from casewright.studies.run.forecast import forecast
    from casewright.wire import to_json

    work = _prepared(stage, cells, given)
    entries = [work.log.entries[cell.name] for cell in cells]
    found = run_async(forecast(stage, cells, entries))
    if given["as_json"]:
        click.echo(json.dumps({"cells": to_json(entries), "arms": to_json(found)}, ensure_ascii=False))
    else:
        print_ahead(entries, found)
    return 0


def _worked_off(stage: Stage, cells: Sequence[Cell], given: dict[str, Any]) -> int:
    from casewright.cli.ending import run_async
    from casewright.cli.study.telling import print_ending
    from casewright.cli.study.watching import watched
    from casewright.wire import to_json

    with watched(len(cells), quiet=given["as_json"]) as watch:
        work = _prepared(stage, cells, given, watch=watch)
        try:
            run_async(work.work(), drain=work.drain, grace_seconds=stage.settings.how.grace_seconds)
        finally:
            watch.close()
            if given["as_json"]:
                click.echo(json.dumps(to_json(work.log.journal), ensure_ascii=False))
            else:
                print_ending(stage.folder, work)
    return _code(list(work.failures.values()), [entry.state for entry in work.unfinished()])


def _code(failures: Sequence[CasewrightError], states: Sequence[str]) -> int:
    """Of what went wrong the gravest: a fault of ours, a wrong call, a model that is away, a spent budget."""
    codes = {error.exit_code for error in failures} | ({3} if "short" in states else set())
    return next((code for code in (1, 2, 4, 3) if code in codes), 0)
