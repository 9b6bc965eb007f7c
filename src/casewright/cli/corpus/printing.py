"""What the commands about a corpus say: counts, marks and limits, and no word of a note."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from casewright.measures.privacy import IndexInfo
    from casewright.measures.privacy.reference import ReferenceStream

__all__ = ["MARKS", "print_info", "print_left_out"]

MOST_LISTED = 20

MARKS = {
    "corpus_small": "under 200 notes: no limit is taken from it, the defaults hold",
    "row_is_patient": "no patients were named: near-duplicates count as one patient",
    "boilerplate_unknown": "too few patients to tell boilerplate from copying",
}
"""What a mark means, for people."""


def print_info(place: Path, info: IndexInfo) -> None:
    """An index in a few lines."""
    from casewright.cli.tables import console

    out = console()
    size = f"{info.bytes:,} bytes, {info.bytes_a_note:,.0f} a note{', thinned' if info.thinned else ''}"
    who = f"{info.notes:,} notes of {info.patients:,} patients, {info.tokens:,} words"
    who += f"; {info.wider:,} of a wider source" if info.wider else ""
    lines = [f"{place}: {info.name!r}, {who}", f"{size}; format {info.version}, written {info.created}"]
    lines.append("limits: " + ", ".join(f"{name} {value:.3g}" for name, value in info.limits.items()))
    lines += [f"{mark}: {MARKS.get(mark, '')}" for mark in info.marks]
    lines.append(f"fingerprint {info.fingerprint}" + (" (checked under its key)" if info.verified else ""))
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


def print_left_out(notes: ReferenceStream) -> None:
    """Rows that were not used, by number, on standard error."""
    skipped = list(notes.skipped.items())
    for row, why in skipped[:MOST_LISTED]:
        click.echo(f"row {row}: {why}", err=True)
    if len(skipped) > MOST_LISTED:
        click.echo(f"and {len(skipped) - MOST_LISTED} rows more that were left out", err=True)
    if notes.unnamed and len(notes.unnamed) < notes.notes:
        click.echo(f"{len(notes.unnamed)} rows name no patient; each counts as one", err=True)
