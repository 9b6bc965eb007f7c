"""Figures of a set for people: every number with its n and interval, real notes beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from casewright.cli.tables import visible

if TYPE_CHECKING:
    from rich.console import Console

    from casewright.measures.figure import Figure
    from casewright.runs.set_texts import BadText

__all__ = ["figure_line", "print_bad", "print_compared", "print_figures"]

MOST_LISTED = 50


def figure_line(found: Figure) -> str:
    """``0.12 [0.08, 0.17], n = 80``; without a value, why there is none."""
    if found.value is None:
        return f"– (n = {found.n}{'; ' + found.note if found.note else ''})"
    return f"{_number(found.value)}{_interval(found)}, n = {found.n}"


def print_figures(
    out: Console, title: str, figures: Mapping[str, Figure], beside: Mapping[str, Figure] | None = None
) -> None:
    """A table of figures by name; ``beside`` are those of real notes."""
    if not figures:
        return
    table = Table(title=escape(title) or None, title_justify="left", box=None, pad_edge=False)
    table.add_column("figure", no_wrap=True)
    for name in ("value", "95 % interval", "n"):
        table.add_column(name, justify="right", no_wrap=True)
    beside = beside if beside and set(beside) & set(figures) else None
    if beside:
        table.add_column("real notes", justify="right", no_wrap=True)
    table.add_column("how", overflow="fold", style="dim")
    for name, found in figures.items():
        table.add_row(*_row(name, found, beside))
    out.print(table)


def print_compared(out: Console, figures: Mapping[str, Figure], real: Mapping[str, Figure]) -> None:
    """Figures named MEASURE.what, a line a measure; those without a point in their name come below."""
    table = Table(box=None, pad_edge=False)
    table.add_column("measure", no_wrap=True)
    for name in ("mean", "of real notes", "most like", "beyond real p99", "AUC against real", "n"):
        table.add_column(name, justify="right")
    for measure in dict.fromkeys(name.partition(".")[0] for name in figures if "." in name):
        found = {what: figures.get(f"{measure}.{what}") for what in ("mean", "most", "above_real", "auc")}
        cells = [_cell(found["mean"]), _cell(real.get(f"{measure}.mean")), *map(_cell, list(found.values())[1:])]
        table.add_row(measure, *map(escape, cells), str(found["mean"].n if found["mean"] else 0))
    out.print(table)
    print_figures(out, "", {name: found for name, found in figures.items() if "." not in name}, real)


def _cell(found: Figure | None) -> str:
    return "–" if found is None else f"{_number(found.value)}{_interval(found)}"


def _row(name: str, found: Figure, beside: Mapping[str, Figure] | None) -> Iterable[str]:
    cells = [visible(name), _number(found.value), _interval(found).strip() or "–", str(found.n)]
    if beside:
        cells.append(_cell(beside.get(name)))
    return [*map(escape, cells), escape(found.note)]


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{round(value, 3) + 0.0:.3f}"


def _interval(found: Figure) -> str:
    if found.low is None or found.high is None:
        return ""
    return f" [{_number(found.low)}, {_number(found.high)}]"


def print_bad(bad: Iterable[BadText]) -> None:
    """What could not be measured, on standard error."""
    listed = list(bad)
    for item in listed[:MOST_LISTED]:
        click.echo(f"{item.place}: {item.why}", err=True)
    if len(listed) > MOST_LISTED:
        click.echo(f"and {len(listed) - MOST_LISTED} more", err=True)
