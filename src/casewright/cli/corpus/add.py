"""``casewright corpus add``: further notes for an index."""

from __future__ import annotations

from typing import Any

import click

from casewright.cli.corpus.options import key_option, notes_options
from casewright.cli.options import FILE

__all__ = ["add"]


@click.command()
@click.argument("index", type=FILE)
@click.argument("file", type=FILE)
@notes_options
@key_option
def add(**given: Any) -> None:
    """Put the notes of FILE into INDEX, under the key that it was made with.

    A patient of the same name is the same patient. Row numbers are those of FILE.
    """
    from casewright.cli.corpus.meter import meter
    from casewright.cli.corpus.notes import further_notes
    from casewright.cli.corpus.printing import print_info, print_left_out
    from casewright.measures.privacy import add_notes
    from casewright.runs.reference import corpus_key

    notes = further_notes(given["index"], given["file"], given["patient_field"], given["text_field"])
    with meter("adding") as tell:
        info = add_notes(given["index"], notes, corpus_key(given["key_env"]), progress=tell)
    print_left_out(notes)
    print_info(given["index"], info)
