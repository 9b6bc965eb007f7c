"""``casewright study ratings``: filled-in sheets read back, as tables and as a part for the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FILE

if TYPE_CHECKING:
    from casewright.studies.part import Part
    from casewright.studies.table import Table

__all__ = ["ratings"]


@click.command()
@click.argument("sheets", metavar="SHEET...", type=FILE, nargs=-1, required=True)
@click.option("--key", type=FILE, required=True, help="The key of the sheet that these are copies of.")
@click.option("-o", "--out", type=FILE, help="Write it as JSON, for `casewright study report --ratings`.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of bootstraps.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def ratings(**given: Any) -> int:
    """Read what raters sent back: who was taken for real, which errors were marked, how far raters agree.

    A SHEET is a filled-in copy, one from each rater or all in one. Rows that are wrong are all named, and then nothing
    is reckoned. Texts and comments are not shown, and raters have numbers.
    """
    from casewright.studies.sheets import people_part, read_rating_key, read_ratings

    found = read_ratings(given["sheets"], read_rating_key(given["key"]))
    part = people_part(found.ratings, seed=given["seed"])
    if given["out"] is not None:
        _write(part, given["out"])
    if given["as_json"]:
        click.echo(json.dumps(_data(part), ensure_ascii=False))
        return 0
    raters = len({item.rater for item in found.ratings})
    click.echo(f"{len(found.ratings)} readings by {raters} raters; {found.blank} rows not answered")
    _print(part)
    return 0


def _write(part: Part, path: Path) -> None:
    from casewright.exams.replacing import replace_file

    replace_file(path, f"{json.dumps(_data(part), ensure_ascii=False, indent=1)}\n".encode())


def _data(part: Part) -> Any:
    from casewright.wire import to_json

    return to_json(part)


def _print(part: Part) -> None:
    from casewright.cli.tables import console, visible
    from casewright.studies.tabling import terminal_table

    out = console()
    for table in part.tables:
        out.print(terminal_table(table, _marked(table)))
    for claim in part.claims:
        out.print(visible(f"{claim.holds}: {claim.says} {claim.because}"), markup=False, soft_wrap=True)
    for line in part.not_assessed:
        out.print(visible(f"- {line}"), markup=False, soft_wrap=True, style="dim")


def _marked(table: Table) -> list[str]:
    """The columns that a terminal has room for: of errors, the types that anybody marked."""
    from casewright.measures.figure import Figure

    if table.id != "people-errors":
        return []
    cells = [item for row in table.rows for item in row.cells.items()]
    found = {name for name, cell in cells if isinstance(cell, Figure) and cell.value}
    return [column.id for column in table.columns if column.id in found] or [table.columns[0].id]
