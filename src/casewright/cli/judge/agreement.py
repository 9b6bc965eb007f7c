"""``casewright judge agreement``: how far raters agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casewright.cli.options import FILE
from casewright.cli.tables import console, figure, visible

if TYPE_CHECKING:
    from casewright.exams.labels import Agreement

__all__ = ["agreement"]


@click.command()
@click.argument("labels", type=FILE, nargs=-1, required=True, metavar="LABELS…")
@click.option("--key", type=FILE, help="Key of the blinded sheet that LABELS are.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the bootstrap.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def agreement(labels: tuple[Path, ...], key: Path | None, seed: int, *, as_json: bool) -> None:
    """Say how far the raters of LABELS (JSONL, CSV, XLSX) agree: Krippendorff's alpha and Cohen's kappa by pairs."""
    from casewright.exams import labels as room

    file = room.read_label_files(labels, key)
    found = room.agreement(file.labels, seed=seed)
    if as_json:
        click.echo(json.dumps({**asdict(found), "blank": file.blank}, ensure_ascii=False))
        return
    _print(found, file.blank)


def _print(found: Agreement, blank: int) -> None:
    out = console()
    out.print(visible(f"{len(found.raters)} raters: {', '.join(found.raters)}"), markup=False)
    out.print(f"{found.n} questions about {found.reports} reports answered by two or more; {blank} rows not answered")
    if found.alpha is not None:
        bounds = "" if found.low is None else f" [{figure(found.low)}, {figure(found.high)}]"
        out.print(f"Krippendorff's alpha {found.alpha:.2f}{bounds}", markup=False)
    if found.same is not None:
        out.print(f"same answer: {found.same:.2f} of pairs of answers")
    for pair in found.pairs:
        told = f"{' and '.join(pair.raters)}: kappa {figure(pair.kappa)}, {pair.same} of {pair.n} the same"
        out.print(visible(told), markup=False)
    if found.why:
        out.print(found.why)
