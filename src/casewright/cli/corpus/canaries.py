"""``casewright corpus canaries``: markers for a user's own notes."""

from __future__ import annotations

from pathlib import Path

import click

from casewright.cli.options import FILE
from casewright.types import Language

__all__ = ["canaries", "make"]


@click.group()
def canaries() -> None:
    """Make markers to put among your own notes; 'casewright measure --canaries' looks for them in reports."""


@canaries.command("make")
@click.argument("n", type=click.IntRange(1, 100_000))
@click.option("--seed", type=int, required=True, help="What they are drawn from; keep it as you keep the notes.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--out", type=FILE, required=True, help="A new file, which only you may read.")
def make(n: int, seed: int, language: Language, out: Path) -> None:
    """Draw N markers, sentences of twelve words or more that stand in no text by chance, and a reserve.

    Put each of 'inserted' into one note before the writer is shown it, and none of 'reserve' anywhere: an inserted
    marker is ranked among them. The same N, seed and language give the same markers.
    """
    from casewright.measures.privacy.sets.canaries import make_canaries
    from casewright.runs.set_canaries import write_canaries

    found = make_canaries(n, seed, language)
    write_canaries(out, found)
    click.echo(f"{len(found.inserted)} markers to put into notes, and {len(found.reserve)} in reserve: {str(out)!r}")
