"""A forest plot: panels side by side, a dot with its interval a row, and how many it is of at its right"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from casewright.measures.figure import Figure
from casewright.studies.drawing.axes import blank, bounds, dot, limits, missing, strip
from casewright.studies.drawing.canvas import BODY, SMALL, TINY, WIDTH, Sheet
from casewright.studies.drawing.lettering import known, plain, reach, width, wrap
from casewright.studies.drawing.palette import MUTED, RULE, Styles
from casewright.studies.picture import Intervals, Panel

__all__ = ["draw_intervals", "words_of"]

COUNTS = 0.5
"""Inches right of a panel, for ``n 1,000``."""

FOOT = 0.42
TOP = 0.05
GAP = 0.12
NARROWEST = 1.4
WORDS = {"high": "higher is better →", "low": "← lower is better"}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that all panels share, with their middles in inches from the top of the panel."""

    names: tuple[str, ...]
    shown: tuple[str, ...]
    middles: tuple[float, ...]
    height: float
    room: float


def draw_intervals(drawing: Intervals, styles: Styles) -> Sheet:
    """The panels in bands of up to four."""
    rows = _rows(drawing.panels)
    if not rows.names:
        return blank("nothing to show")
    most = max(1, min(4, int((WIDTH - rows.room) / NARROWEST)))
    count = -(-len(drawing.panels) // most)
    per = -(-len(drawing.panels) // count)
    bands = [drawing.panels[start : start + per] for start in range(0, len(drawing.panels), per)]
    wide = (WIDTH - rows.room) / per
    heads = [max(_head(panel, wide)[2] for panel in band) for band in bands]
    sheet = Sheet(TOP + sum(heads) + len(bands) * (rows.height + FOOT + GAP))
    top = TOP
    for band, head in zip(bands, heads, strict=True):
        for place, panel in enumerate(band):
            _panel(sheet, panel, rows, styles, (rows.room + place * wide, top, wide, head), named=place == 0)
        top += head + rows.height + FOOT + GAP
    return sheet


def _rows(panels: Sequence[Panel]) -> _Rows:
    names = tuple(dict.fromkeys(label for panel in panels for label, _ in panel.rows))
    shown = tuple(wrap(name, 1.9, BODY, lines=3) for name in names)
    heights = [max(0.2, reach(name) + 0.07) for name in shown]
    middles = tuple(end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True))
    room = max((width(name) for name in shown), default=0.0) + 0.14
    return _Rows(names, shown, middles, sum(heights), room)


def _head(panel: Panel, wide: float) -> tuple[str, str, float]:
    title = wrap(panel.title, wide - GAP, BODY, bold=True, lines=4)
    held = f"┆ {panel.line_title or 'reference'}: {panel.line:,.3g}" if panel.line is not None else ""
    line = wrap(held, wide - GAP, SMALL, lines=3)
    return title, line, reach(title, BODY) + reach(line, SMALL) + 0.06


def _panel(
    sheet: Sheet, panel: Panel, rows: _Rows, styles: Styles, place: tuple[float, float, float, float], *, named: bool
) -> None:
    left, top, wide, head = place
    title, line, height = _head(panel, wide)
    start = top + head - height
    sheet.write(left, start, title, size=BODY, weight="bold")
    sheet.write(left, start + reach(title, BODY) + 0.02, line, size=SMALL, color=MUTED.light)
    axes = sheet.axes(left, top + head, wide - COUNTS - GAP / 2, rows.height)
    _frame(axes, panel, rows, named=named)
    found = dict(panel.rows)
    for name, middle in zip(rows.names, rows.middles, strict=True):
        _row(axes, found.get(name), middle, styles.get(name), wide - COUNTS - GAP / 2)
        _style(axes, styles, name, middle, left=named)
    if panel.better:
        sheet.write(left, top + head + rows.height + 0.24, WORDS[panel.better], size=TINY + 0.5, color=MUTED.light)


def _frame(axes: Any, panel: Panel, rows: _Rows, *, named: bool) -> None:
    strip(axes)
    axes.set_xlim(*limits(*bounds((figure for _, figure in panel.rows), (panel.line,))))
    axes.set_ylim(rows.height, 0)
    axes.locator_params(axis="x", nbins=4)
    axes.set_yticks(rows.middles, rows.shown if named else [""] * len(rows.shown))
    axes.tick_params(axis="y", pad=4)
    for middle in rows.middles:
        axes.axhline(middle, color=RULE.light, linewidth=0.4, zorder=0.5)
    if panel.line is not None:
        axes.axvline(panel.line, color=MUTED.light, linewidth=1.1, linestyle=(0, (4, 2)), zorder=2)


def _style(axes: Any, styles: Styles, name: str, middle: float, *, left: bool) -> None:
    if left and styles.get(name).hollow:
        place = list(axes.get_yticks()).index(middle)
        axes.get_yticklabels()[place].set_style("italic")


def _row(axes: Any, figure: Figure | None, middle: float, style: Any, wide: float) -> None:
    across = axes.get_yaxis_transform()
    if figure is None:
        missing(axes, 0.02, middle, "–", transform=across)
        return
    if known(figure):
        dot(axes, figure, middle, style)
    else:
        says = wrap(words_of(figure), wide * 0.98, TINY + 0.5, lines=2)
        missing(axes, 0.02, middle, says, transform=across, linespacing=1.0)
    beside = 1 + 0.06 / wide
    axes.text(beside, middle, f"n {figure.n:,}", transform=across, size=TINY + 0.5, color=MUTED.light, va="center")


def words_of(figure: Figure) -> str:
    """Why there is no number."""
    note = plain(figure.note)
    return note if note.startswith("not ") else f"not estimable: {note}" if note else "not estimable"
