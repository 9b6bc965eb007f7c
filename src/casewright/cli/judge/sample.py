"""``casewright judge sample``: the questions that people should answer next, on a blinded sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.ending import run_async
from casewright.cli.fetching import announcer
from casewright.cli.judge.options import certificates_option
from casewright.cli.options import FILE, lay_over, overlay_option

if TYPE_CHECKING:
    from casewright.agents.protocol import Critic
    from casewright.exams.sampling import Candidate, ToLabel
    from casewright.graphs.parts import Resolver
    from casewright.settings import Settings

__all__ = ["sample"]

MOST_LISTED = 20


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--out", type=FILE, default=Path("sheet.csv"), show_default=True, help="The sheet: CSV, XLSX or JSONL.")
@click.option("--key", type=FILE, help="Where the key goes, apart from raters.  [default: SHEET.key.jsonl]")
@click.option("-n", "n", type=click.IntRange(1), default=100, show_default=True, help="Questions.")
@click.option("--per-report", type=click.IntRange(1), default=6, show_default=True, help="Most about one report.")
@click.option("--judge", "judges", multiple=True, help="A judge to ask beside the rules, to see where they differ.")
@click.option("--labels", type=FILE, multiple=True, help="What people answered before; it isn't asked again.")
@click.option("--labels-key", type=FILE, help="Key of the blinded sheet that those labels are.")
@click.option("--guideline", default="", help="Version of the instructions that raters work by.")
@click.option("--rater", default="", help="Who gets the sheet.")
@click.option("--code", help="Code for rows of FILE that have none.")
@click.option("--codes", multiple=True, metavar="CODE,…", help="Without FILE: only reports of these codes.")
@click.option("--kind", default="intake", show_default=True, help="Kind for rows that name none.")
@click.option("--system", default="icd10-who-2019", show_default=True, help="Code table of rows that name none.")
@click.option("--language", type=click.Choice(["en", "es", "both"]), default="both", show_default=True)
@click.option("--bases", type=click.Choice(["goldens", "composed", "both"]), default="both", show_default=True)
@click.option("--text-field", default="text", show_default=True)
@click.option("--code-field", default="code", show_default=True)
@click.option("--id-field", default="id", show_default=True)
@click.option("--language-field", default="language", show_default=True)
@click.option("--kind-field", default="kind", show_default=True)
@overlay_option
@certificates_option
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Settles ties and order.")
@click.option("--config", type=FILE, help="Settings file.")
def sample(**given: Any) -> int:
    """Pick the questions that people should answer next, from the reports in FILE or from the exam's own paper.

    FILE is JSONL, CSV or Parquet; records of a run bring their votes. What critics differ on, what is near a
    threshold, rare answers and unread reports come first. The sheet says nothing of codes, critics or defects; its
    key, in a file of its own, leads back.
    """
    from casewright.cli.judge.options import resolver_of
    from casewright.exams.sampling import choose, write_sheet
    from casewright.settings import load_settings

    settings = load_settings(given["config"])
    resolve = resolver_of(lay_over(given["rubrics"], settings))
    found = run_async(_candidates(_sources(given), resolve, given, settings))
    how = {"seed": given["seed"], "per_report": given["per_report"], "labelled": _labelled(given)}
    chosen = choose(found, given["n"], **how)
    sheet, key = given["out"], given["key"] or given["out"].with_name(f"{given['out'].name}.key.jsonl")
    write_sheet(sheet, key, chosen, seed=given["seed"], rater=given["rater"], guideline=given["guideline"])
    reports = len({item.source.id for item in chosen})
    click.echo(f"{len(chosen)} of {len(found)} questions, about {reports} reports: {sheet}")
    click.echo(f"key, not for raters: {key}")
    return 0


def _sources(given: dict[str, Any]) -> list[ToLabel]:
    from casewright.exams.sampling import from_items

    if given["file"] is not None:
        return _rows(given)
    from casewright.cli.judge.material import SYSTEM, bases_of
    from casewright.cli.judge.options import codes_of, languages_of
    from casewright.exams.paper import paper

    codes, languages = codes_of(given["codes"], SYSTEM), languages_of(given["language"])
    bases = bases_of(given["bases"], codes, languages, None, given["seed"])
    return from_items(paper(bases, given["seed"]), given["seed"])


def _rows(given: dict[str, Any]) -> list[ToLabel]:
    from casewright.cli.judge.options import languages_of
    from casewright.exams.sampling import from_rows
    from casewright.runs.evaluation import Columns, read_rows

    names = (given[f"{name}_field"] for name in ("text", "code", "id", "language", "kind"))
    rows = read_rows(given["file"], Columns(*names), code=given["code"], language=None, kind=given["kind"])
    found, bad = from_rows(rows, given["system"])
    for row in bad[:MOST_LISTED]:
        click.echo(f"row {row.number}: {row.why}", err=True)
    if len(bad) > MOST_LISTED:
        click.echo(f"and {len(bad) - MOST_LISTED} rows more", err=True)
    return [item for item in found if item.report.language in languages_of(given["language"])]


def _labelled(given: dict[str, Any]) -> frozenset[tuple[str, str]]:
    if not given["labels"]:
        return frozenset()
    from casewright.exams.labels import read_label_files

    labels = read_label_files(given["labels"], given["labels_key"]).labels
    return frozenset((label.report, label.criterion) for label in labels)


async def _candidates(
    sources: list[ToLabel], resolve: Resolver, given: dict[str, Any], settings: Settings
) -> list[Candidate]:
    """Rules always; judges, if any, each with its calls kept as in an exam."""
    from contextlib import AsyncExitStack

    from casewright.exams.sampling import find_candidates
    from casewright.exams.seat import Seat

    async with AsyncExitStack() as stack:
        seats = [Seat.of(name, settings, None, announcer()) for name in ("rules", *given["judges"])]
        critics = [(await stack.enter_async_context(seat.taken()))[0] for seat in seats]
        return await find_candidates(sources, resolve, critics, _thresholds(critics, given, settings))


def _thresholds(critics: list[Critic], given: dict[str, Any], settings: Settings) -> dict[tuple[str, str], float]:
    """By critic and criterion, from the certificates at hand."""
    from casewright.cli.judge.options import store_in

    names = {critic.fingerprint: critic.name for critic in critics}
    return {
        (names[item.fingerprint], one.id): one.threshold
        for item in store_in(given["certificates"], settings).list()
        if item.fingerprint in names and item.revoked is None
        for one in item.criteria
        if one.threshold is not None
    }
