"""``casewright study report``: what arms wrote, measured side by side, as one page with its tables and pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FOLDER
from casewright.cli.run_place import ledger_options
from casewright.cli.study.report_options import report_options

if TYPE_CHECKING:
    from casewright.cli.study.sources import Sources
    from casewright.settings import Settings
    from casewright.studies.loading import Loaded, Place, Portion
    from casewright.studies.material import Tell
    from casewright.studies.part import Part
    from casewright.studies.reporting import Report

__all__ = ["report", "written"]


@click.command()
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
@click.option("--partial", is_flag=True, help="Read runs that aren't finished as far as they have come.")
@click.option(
    "--parrot/--no-parrot", default=True, help="Let the parrot tell the runs' cases, if no arm is the parrot."
)
@click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide about the parrot.")
@report_options
@ledger_options
def report(**given: Any) -> int:
    """Measure what each PLACE holds, side by side: -o DIR gets report.html, tables, figures and study.json.

    PLACE is a study's folder, a RUN (a folder, LEDGER#id or an id), an export of one, or a file of texts. A run is an
    arm; NAME=PLACE names it, and runs of one name are one arm. Nothing leaves this machine, and of real notes nothing
    but figures is written. Parts that were measured on the same are not measured again.
    """
    from casewright.cli.study.places import place_named

    places = [place_named(text, given["ledger_url"], given["project"]) for text in given["places"]]
    return written(places, given, parrot=given["parrot"], partial=given["partial"])


def written(
    places: Sequence[Place], given: dict[str, Any], *, parrot: bool, partial: bool = False, fields: Any = None
) -> int:
    """Reads, measures, writes and prints; the exit code.

    Raises:
        CasewrightError: something can't be read or written, or is refused.
    """
    from casewright.cli.ending import FAILED_CHECK
    from casewright.cli.options import lay_over
    from casewright.cli.study.meter import report_meter
    from casewright.settings import load_settings
    from casewright.studies.loading import form_arms, read_places
    from casewright.studies.parts import chosen_parts
    from casewright.studies.reporting import check_folder

    folder, about = given["out"] or _folder(places), _about(places)
    chosen_parts(given["only"])
    people = _people(given)
    check_folder(folder)
    settings = load_settings(given["config"])
    lay_over(given["rubrics"], settings)
    from casewright.cli.study.sources import sources_of

    sources = sources_of(given, settings)
    with report_meter(quiet=given["as_json"]) as tell:
        portions, said = read_places(places, fields=fields, partial=partial, tell=tell)
        loaded = form_arms(portions, said)
        if parrot and not any(arm.parrot for arm in loaded.arms):
            loaded = form_arms([*portions, *_parrot(portions, loaded, sources, settings, given, tell)], said)
        found = _made(loaded, sources, folder, {**given, "about": about, "people": people}, tell)
    _print(found, as_json=given["as_json"])
    return FAILED_CHECK if found.failed else 0


def _people(given: dict[str, Any]) -> tuple[Part, ...]:
    """What people said, if it was read back from sheets."""
    if given["ratings"] is None:
        return ()
    from casewright.studies.sheets import read_people

    return (read_people(given["ratings"]),)


def _folder(places: Sequence[Place]) -> Path:
    """A study's report lies in its folder."""
    alone = places[0] if len(places) == 1 and places[0].kind == "study" else None
    return alone.path / "report" if alone and alone.path else Path("report")


def _about(places: Sequence[Place]) -> dict[str, str]:
    """What a study says of itself, where it is the only one."""
    from casewright.studies.loading import study_meta

    studies = [place.path for place in places if place.kind == "study" and place.path]
    return study_meta(studies[0]) if len(studies) == 1 else {}


def _parrot(
    portions: Sequence[Portion],
    loaded: Loaded,
    sources: Sources,
    settings: Settings,
    given: dict[str, Any],
    tell: Tell,
) -> list[Portion]:
    """The parrot on the cases of the arms; nothing where no arm holds a case."""
    import asyncio

    from casewright.runs.assembly import cast_of, parts_of
    from casewright.studies.loading import parrot_portion

    reports = [report for one in portions for report in one.reports if report.record.get("case")]
    if not reports:
        return []
    folder = given.get("certificates")
    cast = cast_of(settings, writer="parrot", reference=sources.sources.index, certificates=folder)
    parts = parts_of(cast, "parrot", None, "")
    return [asyncio.run(parrot_portion(parts, reports, loaded.levels, seed=given["seed"], tell=tell))]


def _made(loaded: Loaded, sources: Sources, folder: Path, given: dict[str, Any], tell: Tell) -> Report:
    from casewright.studies.material import Material
    from casewright.studies.reporting import make_report

    material = Material(
        arms=loaded.arms,
        real=sources.notes,
        sources=sources.sources,
        embedder=sources.embedder,
        seed=given["seed"],
        targets=loaded.targets,
        tell=tell,
    )
    known = loaded.models.items() if not given["about"] else ()
    writers = {f"model of {arm}": model for arm, model in known if model != arm}
    title = given["title"] or given["about"].pop("title", "What these reports are worth")
    meta = {**given["about"], **writers, **sources.named}
    people: tuple[Part, ...] = given["people"]
    said = (*loaded.said, *sources.said, *_strange(people, loaded))
    return make_report(material, folder, title=title, meta=meta, said=said, only=given["only"], people=people)


def _strange(people: Sequence[Part], loaded: Loaded) -> list[str]:
    """Arms that people read under names which this report doesn't know."""
    names = {arm.name for arm in loaded.arms}
    read = {name for part in people for scores in part.scores for name in scores.by_arm}
    listed = ", ".join(sorted(read - names))
    return [f"people read reports of {listed}, which is no arm of this report"] if listed else []


def _print(found: Report, *, as_json: bool) -> None:
    from casewright.cli.study.printing import print_report
    from casewright.wire import to_json

    if as_json:
        click.echo(json.dumps({"schema": 1, "page": str(found.page), **to_json(found.book)}, ensure_ascii=False))
    else:
        print_report(found)
