"""Figures that move with something: lines with markers, and their intervals as bands"""

from __future__ import annotations

from typing import Any

from casewright.measures.figure import Figure
from casewright.studies.drawing.axes import Legend, blank, bounds, ends, limits, mark, missing
from casewright.studies.drawing.canvas import SMALL, Sheet
from casewright.studies.drawing.lettering import count, known, wrap
from casewright.studies.drawing.palette import Style, Styles
from casewright.studies.picture import Curves, Line

__all__ = ["draw_curves"]

LEFT, TALL, FOOT = 0.72, 2.9, 0.5
MOST = 10
"""Markers on a line."""


def draw_curves(drawing: Curves, styles: Styles) -> Sheet:
    """The legend stands above, with how many each line is of."""
    if not any(line.points for line in drawing.lines):
        return blank("nothing to show")
    styles = styles.among([line.label for line in drawing.lines])
    entries = [
        (f"{line.label} ({count(figure for _, figure in line.points)})", styles.get(line.label))
        for line in drawing.lines
    ]
    sheet = Sheet(TALL + FOOT)
    legend = Legend(entries, sheet.width - LEFT, lines=True)
    sheet = Sheet(legend.height + 0.1 + TALL + FOOT)
    legend.draw(sheet, LEFT, 0.0)
    axes = sheet.axes(LEFT, legend.height + 0.1, sheet.width - LEFT - 0.1, TALL)
    _frame(axes, drawing)
    for place, line in enumerate(drawing.lines):
        _line(axes, line, styles.get(line.label), place)
    return sheet


def _frame(axes: Any, drawing: Curves) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(visible=True, axis="y")
    axes.tick_params(axis="y", labelsize=SMALL)
    axes.set_xlabel(wrap(drawing.x, 6.0, SMALL, lines=2), size=SMALL)
    axes.set_ylabel(wrap(drawing.y, TALL, SMALL, lines=2), size=SMALL)
    figures = [figure for line in drawing.lines for _, figure in line.points]
    axes.set_ylim(*limits(*bounds(figures)))
    _across(axes, sorted({place for line in drawing.lines for place, _ in line.points}))


def _across(axes: Any, places: list[float]) -> None:
    if places[0] > 0 and places[-1] / places[0] > 30:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda place, _: f"{place:,.6g}")
        axes.minorticks_off()
    if len(places) <= 10:
        axes.set_xticks(places, [f"{place:,.6g}" for place in places])
        axes.minorticks_off()
    if axes.get_xscale() == "linear":
        room = (places[-1] - places[0]) * 0.04 or 0.5
        axes.set_xlim(places[0] - room, places[-1] + room)


def _line(axes: Any, line: Line, style: Style, place: int) -> None:
    told = [(across, figure) for across, figure in sorted(line.points, key=lambda point: point[0]) if known(figure)]
    across = [where for where, _ in told]
    low, high = zip(*(ends(figure) for _, figure in told), strict=True) if told else ((), ())
    axes.fill_between(across, low, high, color=style.colour, alpha=0.13, linewidth=0)
    for edge in (low, high):
        axes.plot(across, edge, color=style.colour, linewidth=0.5, alpha=0.6)
    values = [figure.value for _, figure in told]
    axes.plot(across, values, color=style.colour, linewidth=1.5, linestyle=style.dash)
    mark(axes, across, values, style, markevery=-(-len(across) // MOST) or 1)
    for where, figure in line.points:
        if not known(figure):
            _absent(axes, where, figure, place)


def _absent(axes: Any, where: float, figure: Figure, place: int) -> None:
    up = 0.02 + 0.05 * (place % 8)
    says = f"not estimable (n {figure.n:,})"
    missing(axes, where, up, says, transform=axes.get_xaxis_transform(), ha="center", va="bottom")
