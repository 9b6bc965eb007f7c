"""``casewright corpus rotate-key``: an index anew under another key."""

from __future__ import annotations

from typing import Any

import click

from casewright.cli.corpus.options import key_option, notes_options
from casewright.cli.options import FILE

__all__ = ["rotate_key"]


@click.command("rotate-key")
@click.argument("index", type=FILE)
@click.argument("file", type=FILE)
@click.option("--new-key-env", metavar="VAR", required=True, help="Environment variable with the new key.")
@notes_options
@click.option("--boilerplate", type=FILE, help="The wider source that INDEX was made with.")
@key_option
def rotate_key(**given: Any) -> None:
    """Make INDEX anew from the notes in FILE under the key in --new-key-env: fingerprints are one-way.

    --key-env is the key that INDEX has now. FILE must hold exactly the notes of INDEX. Whoever uses the index needs
    the new key from then on, and runs that went by the old one are other runs than those that go by the new one.
    """
    from casewright.cli.corpus.meter import meter
    from casewright.cli.corpus.notes import further_notes, wider_notes
    from casewright.cli.corpus.printing import print_info, print_left_out
    from casewright.measures.privacy import rotate_key as rotate
    from casewright.runs.reference import corpus_key

    notes = further_notes(given["index"], given["file"], given["patient_field"], given["text_field"])
    old, new = corpus_key(given["key_env"]), corpus_key(given["new_key_env"])
    wider = wider_notes(given["boilerplate"], given["text_field"])
    with meter("indexing") as tell:
        info = rotate(given["index"], notes, old, new, boilerplate=wider, progress=tell)
    print_left_out(notes)
    print_info(given["index"], info)
