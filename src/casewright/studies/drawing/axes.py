"""What axes of all kinds of drawing share: limits, grid, a dot with its interval, a legend"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from casewright.measures.figure import Figure
from casewright.studies.drawing.canvas import SMALL, TINY, Sheet
from casewright.studies.drawing.lettering import LEADING, known, plain, width, wrap
from casewright.studies.drawing.palette import INK, MUTED, PAPER, RULE, Style

__all__ = ["Legend", "blank", "bounds", "dot", "ends", "limits", "mark", "missing", "rule", "strip"]


def blank(says: str) -> Sheet:
    """A sheet that says that there is nothing to show."""
    sheet = Sheet(0.6)
    sheet.write(sheet.width / 2, 0.3, says, ha="center", va="center", color=MUTED.light, style="italic")
    return sheet


def ends(figure: Figure) -> tuple[float, float]:
    """The interval of a known figure; the number itself where there is none."""
    value = figure.value if figure.value is not None else math.nan
    low = value if figure.low is None or not math.isfinite(figure.low) else figure.low
    high = value if figure.high is None or not math.isfinite(figure.high) else figure.high
    return low, high


def bounds(figures: Iterable[Figure | None], more: Iterable[float | None] = ()) -> tuple[float, float]:
    """Lowest and highest end of all intervals and of what they are held against; 0 and 1 where there are none."""
    told = [end for figure in figures if figure is not None and known(figure) for end in ends(figure)]
    told += [value for value in more if value is not None and math.isfinite(value)]
    return (min(told), max(told)) if told else (0.0, 1.0)


def limits(low: float, high: float) -> tuple[float, float]:
    """Where an axis begins and ends: shares that fill half of it stand on the whole of it."""
    if low >= 0 and high <= 1 and high - low > 0.5:
        return -0.02, 1.02
    room = (high - low) * 0.08 or abs(high) * 0.1 or 0.5
    last = 1.0 + room * 0.4 if 1 - room < high <= 1 else high + room
    return (last * -0.03 if 0 <= low < room * 3 else low - room), last


def strip(axes: Any, *, grid: str = "x") -> None:
    """Only the axis that is read stays."""
    for side in ("top", "right", "left" if grid == "x" else ""):
        if side:
            axes.spines[side].set_visible(False)
    axes.grid(visible=True, axis=grid)
    if grid == "x":
        axes.tick_params(axis="y", length=0)


def dot(axes: Any, figure: Figure, height: float, style: Style, size: float = 5.0) -> None:
    """A figure at a height: its marker over its interval."""
    low, high = ends(figure)
    dash = "-" if not style.hollow else (0, (2.5, 1.2))
    axes.plot(
        (low, high), (height, height), clip_on=False, color=style.colour, linewidth=1.4, linestyle=dash, zorder=2.5
    )
    for end in (low, high):
        if low < high:
            axes.plot(
                end,
                height,
                "|",
                clip_on=False,
                color=style.colour,
                markersize=size * 0.9,
                markeredgewidth=1.1,
                zorder=2.6,
            )
    mark(axes, (figure.value,), (height,), style, size)


def mark(axes: Any, across: Sequence[Any], up: Sequence[Any], style: Style, size: float = 5.0, **how: Any) -> None:
    """Markers without a line."""
    edge = style.colour if style.hollow else INK.light
    given = {
        "markeredgecolor": edge,
        "markeredgewidth": 1.1 if style.hollow else 0.5,
        "zorder": 3,
        "clip_on": False,
        **how,
    }
    axes.plot(across, up, linestyle="none", marker=style.marker, markersize=size, markerfacecolor=style.face, **given)


class Legend:
    """Who looks how, in columns, above or under what is drawn."""

    def __init__(self, entries: Sequence[tuple[str, Style]], inches: float, *, lines: bool = False) -> None:
        self.lines, self.inches = lines, inches
        widest = max((width(plain(label), SMALL) for label, _ in entries), default=0.0) + self._sample + 0.25
        self.columns = max(1, min(len(entries), int(inches / min(widest, inches)), 4))
        room = inches / self.columns - self._sample - 0.2
        self.entries = [(wrap(label, room, SMALL, lines=2), style) for label, style in entries]
        deepest = max((label.count("\n") for label, _ in self.entries), default=0) + 1
        self.step = deepest * SMALL * LEADING / 72 + 0.03
        self.height = math.ceil(len(self.entries) / self.columns) * self.step + 0.08

    @property
    def _sample(self) -> float:
        return 0.42 if self.lines else 0.16

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Down the first column, then down the next."""
        axes = sheet.axes(left, top, self.inches, self.height)
        axes.set_axis_off()
        axes.set(xlim=(-0.04, self.inches - 0.04), ylim=(self.height - 0.04, -0.04))
        deep = math.ceil(len(self.entries) / self.columns)
        for place, (label, style) in enumerate(self.entries):
            across, down = place // deep * self.inches / self.columns, (place % deep + 0.5) * self.step
            if self.lines:
                axes.plot((across, across + 0.34), (down, down), color=style.colour, linestyle=style.dash)
            mark(axes, (across + self._sample / 2 - 0.04,), (down,), style)
            axes.text(across + self._sample, down, label, size=SMALL, va="center", ha="left", linespacing=1.15)


def missing(axes: Any, across: float, up: float, says: str, **how: Any) -> None:
    """Words in the place of a number that there is none of."""
    given = {
        "size": TINY + 0.5,
        "color": MUTED.light,
        "style": "italic",
        "va": "center",
        "ha": "left",
        "zorder": 4,
        **how,
    }
    given["bbox"] = {"facecolor": PAPER.light, "edgecolor": "none", "pad": 0.8}
    axes.text(across, up, says, **given)


def rule(axes: Any, height: float) -> None:
    """A thin line between rows."""
    axes.axhline(height, color=RULE.light, linewidth=0.6)
