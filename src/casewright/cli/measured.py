"""Figures of a set for people: every number with its n and interval, real notes beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from casewright.cli.tables import visible

if TYPE_CHECKING:
    from rich.console import Console

    from casewright.measures.figure import Figure

__all__ = ["figure_line", "print_figures"]


def figure_line(found: Figure) -> str:
    """``0.12 [0.08, 0.17], n = 80``; without a value, why there is none."""
    if found.value is None:
        return f"– (n = {found.n}{'; ' + found.note if found.note else ''})"
    return f"{_number(found.value)}{_interval(found)}, n = {found.n}"


def print_figures(
    out: Console, title: str, figures: Mapping[str, Figure], beside: Mapping[str, Figure] | None = None
) -> None:
    """A table of figures by name; ``beside`` are those of real notes."""
    table = Table(title=escape(title), title_justify="left", box=None, pad_edge=False)
    table.add_column("figure", no_wrap=True)
    for name in ("value", "95 % interval", "n"):
        table.add_column(name, justify="right", no_wrap=True)
    if beside:
        table.add_column("real notes", justify="right", no_wrap=True)
    table.add_column("how", overflow="fold", style="dim")
    for name, found in figures.items():
        table.add_row(*_row(name, found, beside))
    out.print(table)


def _row(name: str, found: Figure, beside: Mapping[str, Figure] | None) -> Iterable[str]:
    cells = [visible(name), _number(found.value), _interval(found).strip() or "–", str(found.n)]
    if beside:
        real = beside.get(name)
        cells.append("–" if real is None else f"{_number(real.value)}{_interval(real)}")
    return [*map(escape, cells), escape(found.note)]


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def _interval(found: Figure) -> str:
    if found.low is None or found.high is None:
        return ""
    return f" [{_number(found.low)}, {_number(found.high)}]"
