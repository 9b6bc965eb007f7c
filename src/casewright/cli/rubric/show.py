"""``casewright rubric show``: what is asked, for a reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import lay_over, overlay_option
from casewright.cli.rubric.options import (
    code_in,
    config_option,
    json_option,
    kind_option,
    system_option,
)

if TYPE_CHECKING:
    from rich.console import Console

    from casewright.rubrics import Criterion, ResolvedRubric
    from casewright.types import Language

__all__ = ["show"]

HEADINGS = {
    "supports": "What supports it",
    "contradicts": "What contradicts it (each vetoes)",
    "documents": "What should be documented (advises)",
}


@click.command()
@click.argument("code", metavar="CODE")
@kind_option
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@system_option
@overlay_option
@config_option
@json_option
def show(**given: Any) -> None:
    """Read what is asked of a report under CODE, in words."""
    from casewright.cli.tables import console
    from casewright.rubrics import resolve
    from casewright.settings import load_settings
    from casewright.wire import to_json

    system, overlays = given["system"], lay_over(given["rubrics"], load_settings(given["config"]))
    found = resolve(code_in(system, given["code"]), kind=given["kind"], system=system, overlays=overlays)
    if given["as_json"]:
        click.echo(json.dumps(to_json(found), ensure_ascii=False))
        return
    _print(console(), found, given["language"])


def _print(out: Console, found: ResolvedRubric, language: Language) -> None:
    from casewright.icd10 import table

    title = table(found.system).title(found.code, language).text
    _say(out, f"{found.code} {title}: what a document of kind {found.kind} is asked", style="bold")
    _say(out, f"rubric {found.id} {found.version}, basis {found.basis}, {found.status}")
    asked = found.applicable()
    for role, heading in HEADINGS.items():
        chosen = [item for item in asked if item.role == role]
        if chosen:
            _say(out, f"\n{heading}", style="bold")
        for item in chosen:
            _criterion(out, item, language)
    rest = [item.id for item in found.criteria if item not in asked]
    if rest:
        _say(out, f"\nNot asked of this kind: {', '.join(rest)}", style="dim")
    if found.differential:
        _say(out, "\nNeighbours", style="bold")
    for neighbour in found.differential:
        _say(out, f"  {neighbour.relation.replace('_', ' '):12} {neighbour.code}  [{neighbour.clause}]")


def _criterion(out: Console, item: Criterion, language: Language) -> None:
    weight = f", weight {item.weight:g}" if item.role == "supports" else ""
    basis = f"; {item.clause}" if item.clause else ""
    _say(out, f"  {item.asks[language]}")
    _say(out, f"      {item.id}: {item.aspect}{weight}{_ages(item)}{basis}", style="dim")
    if item.guidance.get(language):
        _say(out, f"      {item.guidance[language]}")
    for answer, passages in item.examples.items():
        for passage in passages:
            _say(out, f"      {answer}: “{passage}”")


def _ages(item: Criterion) -> str:
    if item.ages.min is None and item.ages.max is None:
        return ""
    low = "" if item.ages.min is None else f" from {item.ages.min:g}"
    high = "" if item.ages.max is None else f" to {item.ages.max:g}"
    return f", ages{low}{high}"


def _say(out: Console, text: str, style: str = "") -> None:
    from casewright.cli.tables import visible

    out.print(visible(text), markup=False, style=style)
