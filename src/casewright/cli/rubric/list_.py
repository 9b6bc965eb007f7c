"""``casewright rubric list``: which rubrics there are, and what the codes of the chapter go by."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import lay_over, overlay_option
from casewright.cli.rubric.options import config_option, json_option, system_option

if TYPE_CHECKING:
    from rich.console import Console

    from casewright.rubrics.listing import Listed, Listing

__all__ = ["list_"]

ROLES = ("supports", "contradicts", "documents")


@click.command("list")
@click.option("--block", metavar="PLACE", help="Only this block or category and what lies in it, such as F30-F39.")
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Also drafts made from the code table, and every code with the rubric it goes by.",
)
@system_option
@overlay_option
@config_option
@json_option
def list_(**given: Any) -> None:
    """List rubrics with version, basis, status, criteria by role, goldens by language.

    Criteria are those of the file itself; what it inherits is shown by 'casewright rubric explain'.
    """
    from casewright.rubrics.listing import list_rubrics
    from casewright.settings import load_settings
    from casewright.wire import to_json

    overlays = lay_over(given["rubrics"], load_settings(given["config"]))
    found = list_rubrics(given["system"], given["block"], overlays)
    if given["as_json"]:
        click.echo(json.dumps(to_json(found), ensure_ascii=False))
        return
    _print(found, every=given["every"])


def _print(found: Listing, *, every: bool) -> None:
    from casewright.cli.tables import console

    out = console()
    _print_rubrics(out, (*found.rubrics, *(found.drafts if every else ())))
    if every:
        _print_codes(out, found)
    for line in _counts(found):
        out.print(line, markup=False)


def _print_rubrics(out: Console, rubrics: tuple[Listed, ...]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from casewright.cli.tables import visible

    grid = Table(box=None, pad_edge=False)
    for name in ("rubric", "version", "basis", "status"):
        grid.add_column(name, no_wrap=True)
    for name in (*ROLES, "en", "es"):
        grid.add_column(name, justify="right")
    grid.add_column("title")
    grid.add_column("file")
    for item in rubrics:
        counts = [*(item.criteria[role] for role in ROLES), *item.goldens.values()]
        cells = (item.id, item.version, item.basis, item.status, *map(str, counts), item.title, item.source)
        grid.add_row(*(escape(visible(cell)) for cell in cells))
    out.print(grid)


def _print_codes(out: Console, found: Listing) -> None:
    for code, rubric in found.codes.items():
        out.print(f"{code:8} {rubric}", markup=False)


def _counts(found: Listing) -> list[str]:
    statuses: Counter[str] = Counter(item.status for item in found.rubrics)
    goldens: Counter[str] = Counter()
    criteria: Counter[str] = Counter()
    for item in found.rubrics:
        goldens.update(item.goldens)
        criteria.update(item.criteria)
    files, drafts = ({item.id.partition(":")[2] for item in items} for items in (found.rubrics, found.drafts))
    own, drafted = (sum(code in places for code in found.codes) for places in (files, drafts))
    return [
        f"{len(found.rubrics)} rubrics ({_told(statuses)}); criteria: {_told(criteria)}; goldens: {_told(goldens)}",
        f"{len(found.codes)} codes: {own} have a rubric file, {drafted} a draft made from the code table (--all lists"
        f" them), {len(found.codes) - own - drafted} go by the nearest above",
    ]


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
