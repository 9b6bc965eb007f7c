"""What the gate did to the distribution and what an accepted report took, in a few lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from casewright.cli.figures import figure, share

__all__ = ["print_distribution", "print_yields"]

MOST_STRATA = 5


def print_yields(out: Console, summary: Mapping[str, Any]) -> None:
    """Rates and cost by code, language and kind, with the parrot's rate beside."""
    table = Table(
        box=None, pad_edge=False, title="per code; from attempts on: per accepted report", title_justify="left"
    )
    for name in ("code", "first try", "in the end", "parrot", "attempts", "calls", "tokens", "seconds", "usd"):
        table.add_column(name, justify="left" if name == "code" else "right")
    for row in summary["yields"]:
        used = [figure(row["per_accepted"][name], 1) for name in ("attempts", "calls", "tokens", "seconds")]
        usd = "unknown" if row["spent"]["unpriced"] else figure(row["per_accepted"]["usd"], 4)
        rates = [_rate(row[name]) for name in ("accepted_first_try", "accepted_of_tried", "parrot")]
        table.add_row(f"{row['code']} {row['language']} {row['kind']}", *rates, *used, usd)
    out.print(table)


def print_distribution(out: Console, summary: Mapping[str, Any]) -> None:
    """A line a trait and a line a number; values of traits only where the gate moved them beyond chance."""
    found = summary["distribution"]
    out.print(f"what the gate did: {found['accepted']} accepted of {found['written']} written (all first drafts)")
    for name, trait in found["traits"].items():
        if len(trait["values"]) > 1:
            _print_trait(out, name, trait)
    for name, number in found["numbers"].items():
        told = ", ".join(f"{which} {_middle(number[which])}" for which in ("written", "accepted"))
        out.print(f"  {name}: {told}; distance {_distance(number['accepted_from_written'])}", highlight=False)
    _print_refused(out, found["refused"])


def _print_trait(out: Console, name: str, trait: Mapping[str, Any]) -> None:
    moved, wanted = trait["accepted_from_written"], trait["accepted_from_target"]
    beside = f"; from target {_distance(wanted)}" if wanted else ""
    out.print(f"  {name}: from written {_distance(moved)}{beside}", highlight=False)
    if _beyond(moved) or _beyond(wanted):
        for row in trait["values"]:
            target = "" if row["target"] is None else f", wanted {row['target']:.2f}"
            told = f"written {_rate(row['written'])}, accepted {_rate(row['accepted'])}{target}"
            out.print(f"    {escape(row['value'])}: {told}", highlight=False)


def _print_refused(out: Console, refused: Mapping[str, Any]) -> None:
    out.print(f"  refused: {share(refused['all'])}; most often", highlight=False)
    for row in refused["strata"][:MOST_STRATA]:
        why = ", ".join(f"{item['id']} ({item['samples']})" for item in row["reasons"][:3])
        out.print(f"    {escape(row['trait'])} {escape(row['value'])}: {share(row['refused'])}: {escape(why)}")


def _rate(found: Mapping[str, Any] | None) -> str:
    if not found or found["share"] is None:
        return "–"
    return f"{found['share']:.2f} ({found['n']})"


def _middle(found: Mapping[str, Any]) -> str:
    if not found["n"]:
        return "–"
    return f"{found['p50']:.0f} [{found['p5']:.0f} to {found['p95']:.0f}]"


def _distance(found: Mapping[str, Any]) -> str:
    if found["value"] is None:
        return "–"
    beyond = "" if _beyond(found) else ", within chance"
    return f"{found['value']:.2f} [{found['low']:.2f}, {found['high']:.2f}]{beyond}"


def _beyond(found: Mapping[str, Any] | None) -> bool:
    return bool(found and found["value"] is not None and found["value"] > found["chance"])
