"""``casewright corpus index``: an index of real notes, in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from casewright.cli.corpus.options import key_option, notes_options
from casewright.cli.options import FILE

__all__ = ["index"]


@click.command()
@click.argument("file", type=FILE)
@notes_options
@click.option("--out", type=FILE, metavar="NAME.cwindex", help="The index; by default beside FILE, under its name.")
@click.option("--name", help="What the corpus is called in records.  [default: the name of FILE]")
@click.option("--boilerplate", type=FILE, help="Notes of a wider source: what stands there too is nobody's own.")
@click.option("--thin", is_flag=True, help="A smaller index, which sees less of copies with many changes.")
@click.option("--replace", is_flag=True, help="Write over an index that is there.")
@key_option
def index(**given: Any) -> None:
    """Make an index of the notes in FILE (JSONL, also gzipped, CSV or Parquet), which is read as a stream.

    The index holds keyed fingerprints and row numbers, no text. Without --patient every row counts as a patient of
    its own, and every record says so.
    """
    from casewright.cli.corpus.meter import meter
    from casewright.cli.corpus.notes import wider_notes
    from casewright.cli.corpus.printing import print_info, print_left_out
    from casewright.measures.privacy import write_index
    from casewright.runs.reference import corpus_key
    from casewright.runs.tracing import refuse_tracing

    refuse_tracing()
    path, place = given["file"], _place(given["out"], given["file"], replace=given["replace"])
    notes, key = _notes(path, given), corpus_key(given["key_env"])
    wider = wider_notes(given["boilerplate"], given["text_field"])
    with meter("indexing") as tell:
        info = write_index(
            place,
            notes,
            key,
            name=given["name"] or path.name,
            patients_named=given["patient_field"] is not None,
            boilerplate=wider,
            thin=given["thin"],
            progress=tell,
        )
    print_left_out(notes)
    print_info(place, info)


def _notes(path: Path, given: dict[str, Any]) -> Any:
    from casewright.measures.privacy import iter_reference

    return iter_reference(path, patient_field=given["patient_field"], text_field=given["text_field"])


def _place(out: Path | None, file: Path, *, replace: bool) -> Path:
    from casewright.errors import UsageError
    from casewright.runs.reference import INDEX_SUFFIX, is_index

    place = out or file.with_name(file.name.split(".")[0] + INDEX_SUFFIX)
    if not is_index(place):
        raise UsageError(f"the name of an index ends in {INDEX_SUFFIX}, which {str(place)!r} doesn't")
    if place.exists() and not replace:
        raise UsageError(f"{str(place)!r} exists; write over it with --replace, or give another name with --out")
    return place
