"""``casewright measure``: a set of reports, its diversity and what it gives away of real notes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casewright.cli.options import FILE, reference_options
from casewright.cli.run_place import ledger_options

if TYPE_CHECKING:
    from casewright.runs.set_report import SetReport
    from casewright.runs.set_sources import SetSources
    from casewright.runs.set_texts import BadText, GivenText
    from casewright.settings import Settings

__all__ = ["measure"]

F = TypeVar("F", bound=Callable[..., Any])
CHECKS = ("collapse", "copy", "identifiers")


def _held_against(command: F) -> F:
    """The files that a set may be held against, all read with the same names of fields."""
    options = (
        click.option("--text", "text_field", help="Field of text of real notes.  [default: text]"),
        click.option("--real", type=FILE, help="Real notes for what an index can't tell.  [default: --reference]"),
        click.option("--holdout", type=FILE, help="Notes of the same source that the writer can't have seen."),
        click.option("--members", type=FILE, help="Notes that the writer was shown.  [default: --real]"),
        click.option("--nonmembers", type=FILE, help="Notes that it wasn't shown.  [default: --holdout]"),
        click.option("--canaries", type=FILE, help="Markers that stand in the notes ('corpus canaries make')."),
        click.option("--embedder", default="tfidf", show_default=True, help="What makes vectors of texts."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@click.argument("set_", metavar="SET")
@click.option("--by", type=click.Choice(["code"]), help="Also the figures of each code.")
@reference_options
@_held_against
@ledger_options
@click.option("--text-field", "set_text", default="text", show_default=True, help="Field of text in SET.")
@click.option("--code-field", default="code", show_default=True)
@click.option("--id-field", default="id", show_default=True)
@click.option("--language-field", default="language", show_default=True)
@click.option("--language", type=click.Choice(["en", "es"]), default="en", help="For texts that name none.")
@click.option("--config", type=FILE, help="Settings file.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of whatever is drawn.")
@click.option("--fail-on", type=click.Choice(CHECKS), multiple=True, help="Exit with 5 if that is found.")
@click.option("--out", type=FILE, help="Write everything to this file, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def measure(**given: Any) -> int:
    """Measure SET: a file or folder of texts (JSONL, CSV, Parquet, .txt) or the accepted reports of a RUN.

    Every figure stands with how many it is of and its 95 % interval, and beside that of real notes where they are
    given. What nothing was given for is said. No text is printed, neither of the set nor of real notes.
    """
    from casewright.cli.ending import FAILED_CHECK
    from casewright.cli.measured import print_bad
    from casewright.cli.measured_set import print_report
    from casewright.settings import load_settings

    if given["out"] is not None:
        _check_folder(given["out"])
    texts, bad = _texts(given)
    settings = load_settings(given["config"])
    sources = _sources(given, settings)
    _check(given, sources)
    report = _report(texts, sources, seed=given["seed"], presidio=settings.screen.presidio)
    told = _json(report, bad)
    if given["out"] is not None:
        _write(given["out"], told)
    if given["as_json"]:
        click.echo(told)
    else:
        print_report(report, by_code=given["by"] == "code")
    print_bad(bad)
    return FAILED_CHECK if any(_found(report, check) for check in given["fail_on"]) else 0


def _found(report: SetReport, check: str) -> bool:
    """Whether what a check is about was found."""
    if check == "collapse":
        return bool(report.diversity.alarms)
    if check == "identifiers":
        return bool(report.identifiers.reports)
    found = report.canaries.get("found")
    return bool(report.copying and report.copying.reports) or bool(found and found.value)


def _check(given: dict[str, Any], sources: SetSources) -> None:
    """Refuses a comparison that was asked for and lacks its other side.

    Raises:
        UsageError: it does.
    """
    from casewright.errors import UsageError

    if "copy" in given["fail_on"] and sources.index is None and sources.canaries is None:
        raise UsageError("--fail-on copy needs something that may not be copied: --reference or --canaries")
    if sources.holdout is not None and sources.notes is None and sources.members is None:
        raise UsageError("--holdout needs the notes that it is held out from: --reference FILE or --real")
    if sources.nonmembers is not None and sources.notes is None and sources.members is None:
        raise UsageError("--nonmembers needs the notes that the writer was shown: --members or --reference FILE")
    if sources.members is not None and sources.nonmembers is None and sources.holdout is None:
        raise UsageError("--members needs the notes that the writer wasn't shown: --nonmembers or --holdout")


def _texts(given: dict[str, Any]) -> tuple[list[GivenText], list[BadText]]:
    from casewright.cli.run_texts import texts_of_run
    from casewright.runs.set_texts import TextFields, read_texts, usable

    of_run = texts_of_run(given["set_"], given["ledger_url"], given["project"])
    if of_run is not None:
        return usable(of_run, f"run {given['set_']!r}")
    names = (given[name] for name in ("set_text", "code_field", "id_field", "language_field", "language"))
    return usable(read_texts([Path(given["set_"])], TextFields(*names)), repr(given["set_"]))


def _report(texts: list[GivenText], sources: SetSources, *, seed: int, presidio: bool) -> SetReport:
    from casewright.cli.corpus.meter import meter
    from casewright.runs.set_report import report_on_set

    with meter("measuring", "reports", total=len(texts)) as shown:
        return report_on_set(texts, sources, seed=seed, presidio=presidio, tell=lambda part, done: shown(done, part))


def _sources(given: dict[str, Any], settings: Settings) -> SetSources:
    from casewright.measures.embedding import embedder
    from casewright.runs.reference import corpus, described, is_index
    from casewright.runs.set_canaries import read_canaries
    from casewright.runs.set_sources import SetSources, read_notes

    said = described(given["reference"], settings)
    path = given["reference"] or (said.place if said else None)
    patient = given["patient_field"] or (said.patient_field if said else None)
    text, key = given["text_field"], given["key_env"]
    fields = patient, text or (said.text_field if said else "text")
    of_index = path is not None and is_index(path)
    real = given["real"] or (None if of_index else path)
    return SetSources(
        index=corpus(given["reference"], None if of_index else patient, settings, key, text),
        notes=read_notes(real, *fields),
        holdout=read_notes(given["holdout"], *fields),
        members=read_notes(given["members"], *fields),
        nonmembers=read_notes(given["nonmembers"], *fields),
        canaries=None if given["canaries"] is None else read_canaries(given["canaries"]),
        embedder=embedder(given["embedder"]),
    )


def _json(report: SetReport, bad: list[BadText]) -> str:
    from casewright.wire import to_json

    return json.dumps({**to_json(report), "unreadable": to_json(tuple(bad), tuple)}, ensure_ascii=False)


def _check_folder(path: Path) -> None:
    """Before minutes are spent on what can't be kept."""
    from casewright.errors import InputError

    if not path.absolute().parent.is_dir():
        raise InputError(f"can't write {str(path)!r}: no folder {str(path.parent)!r}")


def _write(path: Path, told: str) -> None:
    from casewright.errors import StorageError

    try:
        path.write_text(told + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"can't write {str(path)!r}: {error.strerror}") from None
