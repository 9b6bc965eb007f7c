"""``casewright corpus profile``: how the notes of a house are written, as figures over many patients."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.corpus.options import notes_options
from casewright.cli.options import FILE

if TYPE_CHECKING:
    from casewright.measures.style import StyleProfile

__all__ = ["profile"]


@click.command()
@click.argument("file", type=FILE)
@notes_options
@click.option("-o", "--out", type=FILE, required=True, metavar="NAME.json", help="The profile.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True, help="Of the notes.")
@click.option("-k", "k", type=click.IntRange(5), default=10, show_default=True, help="Least patients an item.")
@click.option("--replace", is_flag=True, help="Write over a profile that is there.")
def profile(**given: Any) -> None:
    """Say how the notes in FILE are written: sections and their order, lengths, sentences, abbreviations.

    Only names of our own lists and figures over at least k patients are kept, rounded; no word of a note. Hand the
    profile to 'casewright generate --style'. Without --patient every note counts as a patient, and k means less.
    """
    from casewright.cli.corpus.meter import counted, meter
    from casewright.cli.corpus.printing import print_left_out
    from casewright.measures.privacy import iter_reference
    from casewright.measures.style import build_profile, write_profile
    from casewright.runs.tracing import refuse_tracing

    refuse_tracing()
    _check(given["file"], given["out"], replace=given["replace"])
    notes = iter_reference(given["file"], patient_field=given["patient_field"], text_field=given["text_field"])
    named = given["patient_field"] is not None
    with meter("reading") as tell:
        found = build_profile(counted(notes, tell), given["language"], patients_named=named, k=given["k"])
    write_profile(found, given["out"])
    print_left_out(notes)
    _print(found, given["out"])


def _check(file: Path, out: Path, *, replace: bool) -> None:
    from casewright.errors import UsageError
    from casewright.runs.reference import is_index

    if is_index(file):
        raise UsageError(f"{str(file)!r} is an index, which holds no text to profile; give the file of the notes")
    if out.exists() and not replace:
        raise UsageError(f"{str(out)!r} exists; write over it with --replace, or give another name")


def _print(found: StyleProfile, out: Path) -> None:
    who = "patients" if found.patients_named else "notes, each counted as a patient (no --patient was named)"
    click.echo(f"{out}: {found.notes:,} notes, {found.patients:,} {who}, k {found.k}")
    if found.left_out:
        click.echo(f"left out: {found.left_out:,} notes in another language or of no patient", err=True)
    click.echo(f"words {found.words.mean:g} on average, sentences {found.sentence_words.mean:g} words")
    click.echo(f"sections: {', '.join(found.order) or 'none'}")
    click.echo(f"abbreviations: {', '.join(found.abbreviations) or 'none'}")
