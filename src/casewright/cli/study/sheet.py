"""``casewright study sheet``: a blinded sheet for people, its key apart, and a page that says what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FILE, lay_over, overlay_option
from casewright.cli.run_place import ledger_options

if TYPE_CHECKING:
    from casewright.studies.material import Arm, RealNote
    from casewright.studies.sheets import Drawn

__all__ = ["sheet"]


@click.command()
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
@click.option("-n", "n", type=click.IntRange(1), default=40, show_default=True, help="Texts, real notes included.")
@click.option("-o", "--out", type=FILE, default=Path("sheet.xlsx"), show_default=True, help="XLSX, CSV or JSONL.")
@click.option("--key", type=FILE, help="Where the key goes, apart from raters.  [default: SHEET.key.jsonl]")
@click.option("--real", type=FILE, help="Real notes to mix in; needs --show-real.")
@click.option("--show-real", is_flag=True, help="Yes: real notes are to stand on the sheet in full.")
@click.option("--real-text", metavar="FIELD", default="text", show_default=True, help="Field of their text.")
@click.option("--real-code", metavar="FIELD", help="Field of their codes: then only notes of the reports' codes.")
@click.option("--real-language", metavar="FIELD", help="Field of their language.  [default: told by the text]")
@click.option("--real-group", metavar="FIELD", help="Field that names the patient: none stands on the sheet twice.")
@click.option("--real-share", type=click.FloatRange(0.1, 0.9), default=0.5, show_default=True, help="Of the sheet.")
@click.option("--language", type=click.Choice(["en", "es"]), help="Only texts of this language.")
@click.option("--headings", type=click.Choice(["drop", "keep"]), default="drop", show_default=True)
@click.option("--words", type=click.IntRange(20), help="Cut all texts to so many words.")
@click.option("--parrot/--no-parrot", default=True, help="Let the parrot tell the runs' cases, if no arm is it.")
@click.option("--partial", is_flag=True, help="Read runs that aren't finished as far as they have come.")
@click.option("--rater", default="", help="Who gets the sheet.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of what is drawn, and its order.")
@click.option("--config", type=FILE, help="Settings file.")
@overlay_option
@ledger_options
def sheet(**given: Any) -> int:
    """Write a blinded sheet: real, synthetic or can't tell, and errors by type, for reports of each PLACE.

    Equally many of each arm and code are drawn and shuffled; ids say nothing. Headings, layout and lines that name
    people or dates are taken out of all texts alike. Without --real there are reports alone, the parrot's among them;
    with --real FILE --show-real, notes of that file leave it in full. PLACE is as in `casewright study report`.
    """
    from casewright.runs.set_sources import guarded
    from casewright.studies.sheets.writing import check_paths, write_rating_sheet

    out, key = given["out"], given["key"] or given["out"].with_name(f"{given['out'].name}.key.jsonl")
    check_paths(out, key)
    real = _real(given)
    drawn = _drawn(_arms(given), real, given)
    with guarded("writing the sheet"):
        guide = write_rating_sheet(out, key, drawn.items, seed=given["seed"], rater=given["rater"])
    _tell(drawn, out, key, guide)
    return 0


def _real(given: dict[str, Any]) -> tuple[RealNote, ...]:
    """Only from the file that is named for it, and only with a yes.

    Raises:
        UsageError: one of the two is missing.
    """
    from casewright.errors import UsageError

    if given["real"] is None:
        if given["show_real"]:
            raise UsageError("--show-real shows the notes of --real FILE; no file is named")
        if given["real_code"] or given["real_language"] or given["real_group"]:
            raise UsageError("--real-code, --real-language and --real-group are fields of the file that --real names")
        return ()
    if not given["show_real"]:
        raise UsageError(
            f"notes of {str(given['real'])!r} would stand on the sheet in full; if they may, add --show-real"
        )
    from casewright.studies.real_notes import RealFields, read_real

    fields = RealFields(given["real_text"], given["real_code"], given["real_language"], given["real_group"])
    found = read_real(given["real"], fields)
    for line in found.said:
        click.echo(f"note: {line}", err=True)
    return found.notes


def _arms(given: dict[str, Any]) -> tuple[Arm, ...]:
    from casewright.cli.study.meter import report_meter
    from casewright.cli.study.places import place_named
    from casewright.settings import load_settings
    from casewright.studies.loading import form_arms, read_places

    settings = load_settings(given["config"])
    lay_over(given["rubrics"], settings)
    places = [place_named(text, given["ledger_url"], given["project"]) for text in given["places"]]
    with report_meter() as tell:
        portions, said = read_places(places, partial=given["partial"], tell=tell)
        loaded = form_arms(portions, said)
        if given["parrot"] and not any(arm.parrot for arm in loaded.arms):
            loaded = form_arms([*portions, *_parrot(portions, loaded, settings, given, tell)], said)
    return loaded.arms


def _parrot(portions: Any, loaded: Any, settings: Any, given: dict[str, Any], tell: Any) -> list[Any]:
    """On the cases of the arms; nothing where no arm holds a case."""
    import asyncio

    from casewright.runs.assembly import cast_of, parts_of
    from casewright.studies.loading import parrot_portion

    reports = [report for one in portions for report in one.reports if report.record.get("case")]
    if not reports:
        return []
    parts = parts_of(cast_of(settings, writer="parrot"), "parrot", None, "")
    told = parrot_portion(parts, reports, loaded.levels, seed=given["seed"], most=2 * given["n"], tell=tell)
    return [asyncio.run(told)]


def _drawn(arms: tuple[Arm, ...], real: tuple[RealNote, ...], given: dict[str, Any]) -> Drawn:
    from casewright.runs.set_sources import guarded
    from casewright.studies.sheets import draw

    with guarded("drawing the sheet"):
        return draw(
            arms,
            given["n"],
            real=real,
            real_share=given["real_share"],
            language=given["language"],
            headings=given["headings"] == "keep",
            words=given["words"],
            seed=given["seed"],
        )


def _tell(drawn: Drawn, out: Path, key: Path, guide: Path) -> None:
    from casewright.studies.sheets.item import REAL

    counts = drawn.count()
    listed = ", ".join(f"{count} of {name}" for name, count in sorted(counts.items()))
    click.echo(f"{len(drawn.items)} texts ({listed}): {out}")
    click.echo(f"what is asked, for raters: {guide}")
    click.echo(f"key, not for raters: {key}")
    for line in drawn.said:
        click.echo(f"note: {line}", err=True)
    if counts.get(REAL):
        told = f"{counts[REAL]} real notes stand on {out} in full, and {key} says which: both fall under the rules that"
        click.echo(f"WARNING: {told} the notes fall under. Give them to nobody who may not read the notes.", err=True)
