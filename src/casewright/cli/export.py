"""``casewright export``: a run's reports as files, from its ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.ending import run_async
from casewright.cli.run_place import RunPlace, opened_run, place_of, run_argument

if TYPE_CHECKING:
    from casewright.runs.exporting import Export, Exported

__all__ = ["export"]

FORMATS = ("jsonl", "parquet", "csv", "hf", "argilla")
OUTCOMES = ("accepted", "surplus", "needs_review", "rejected", "error", "cancelled")


@click.command()
@run_argument
@click.option("--format", "format", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("-o", "--out", "target", type=click.Path(path_type=Path), required=True, help="File or folder to make.")
@click.option(
    "--outcome",
    "outcomes",
    type=click.Choice(OUTCOMES),
    multiple=True,
    default=("accepted",),
    show_default=True,
    help="Which samples; each outcome gets a file, or a configuration, of its own.",
)
@click.option("--judging", help="Export as decided under this judging.  [default: the newest]")
@click.option(
    "--with-verdicts", "told", is_flag=True, help="Argilla: suggest verdicts, answers and quotations.  [default: blind]"
)
@click.option("--overwrite", is_flag=True, help="Replace the target if an export made it.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def export(**given: Any) -> int:
    """Write the reports of RUN (a folder, or LEDGER#id) as the decisions stand now.

    One outcome goes to a file whose name ends as the format does, else a folder is made. `hf` makes a dataset folder
    with a card that says how the set was made, what was measured and what was not; `argilla` one that Argilla's SDK
    reads (Dataset.from_disk). The target is there whole or not at all, and one that exists is left alone without
    --overwrite.
    """
    from casewright.runs.exporting import Export

    asked = Export(*(given[name] for name in ("target", "format", "outcomes", "judging", "overwrite", "told")))
    asked.check()
    done = run_async(_exported(place_of(given), asked))
    if given["as_json"]:
        click.echo(json.dumps(_plain(done), ensure_ascii=False))
    else:
        _print(done)
    return 0


async def _exported(place: RunPlace, asked: Export) -> Exported:
    from casewright.runs.exporting import export_run

    async with opened_run(place) as (ledger, run):
        return await export_run(ledger, run, asked)


def _plain(done: Exported) -> dict[str, Any]:
    told = {"rows": dict(done.rows), "left": dict(done.left), "undecided": done.undecided}
    return {"target": str(done.target), "run": done.run, "judging": done.judging, **told}


def _print(done: Exported) -> None:
    click.echo(f"{done.target}: {_counted(done.rows)} of run {done.run}, judging {done.judging}")
    if done.left:
        click.echo(f"not exported: {_counted(done.left)} (--outcome)")
    if done.undecided:
        click.echo(f"{done.undecided} samples are not decided yet")


def _counted(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
