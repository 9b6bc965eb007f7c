"""Figures by row and column: a scale that rises evenly for every eye, and each number in its cell with its n"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casewright.measures.figure import Figure
from casewright.studies.drawing.axes import blank, ends
from casewright.studies.drawing.canvas import BODY, SMALL, TINY, WIDTH, Sheet
from casewright.studies.drawing.lettering import known, number, reach, width, wrap
from casewright.studies.drawing.palette import MUTED, PAPER, RULE, Styles
from casewright.studies.picture import HeatMap

__all__ = ["draw_heatmap", "scale_of", "type_on"]

RISING = "cividis"
"""Even in lightness, and the same to eyes that lack a cone (Nuñez, Anderton, Renslow 2018)."""

TWO_SIDED = "PuOr_r"
"""Purple below and orange above nothing, which eyes that lack a cone tell apart (Harrower and Brewer 2003)."""

NAMED = 0.75
"""Inches of a cell that has room for words."""

BAR = 0.5
"""Inches for the scale under the cells."""

DARK, LIGHT = "#000000", "#ffffff"
"""Of type on a cell: the same under any light, as the cells are."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Sizes in inches."""

    left: float
    top: float
    wide: float
    high: float
    form: str
    upright: bool


def draw_heatmap(drawing: HeatMap, styles: Styles) -> Sheet:
    """Cells in as much detail as they have room for; intervals are in words, or a bar where there is no room."""
    if not drawing.rows or not drawing.columns:
        return blank("nothing to show")
    rows = [wrap(name, 1.8, SMALL, lines=2) for name in drawing.rows]
    left = max(width(name, SMALL) for name in rows) + 0.12
    grid = _grid(drawing, left, max(reach(name, SMALL) for name in rows))
    sheet = Sheet(
        grid.top + len(rows) * grid.high + BAR, max(left + 2.4, left + grid.wide * len(drawing.columns) + 0.05)
    )
    _headings(sheet, drawing, rows, grid, styles)
    _cells(sheet, drawing, grid)
    _scale(sheet, drawing, grid)
    return sheet


def _grid(drawing: HeatMap, left: float, deepest: float) -> _Grid:
    wide = min((WIDTH - left) / len(drawing.columns), 1.9)
    word = max(width(word, SMALL) for name in drawing.columns for word in name.split() or [""])
    upright = word > wide - 0.04
    if upright:
        top = max(width(wrap(name, 1.25, SMALL), SMALL) for name in drawing.columns) + 0.02
    else:
        top = max(reach(wrap(name, wide - 0.06, SMALL), SMALL) for name in drawing.columns)
    whole = max((width(_line(cell), SMALL) for row in drawing.cells for cell in row), default=0.0)
    filled = [cell for row in drawing.cells for cell in row if cell is not None and known(cell)]
    if whole < wide - 0.08:
        return _Grid(left, top + 0.08, wide, max(0.21, deepest + 0.05), "line", upright)
    if len(drawing.rows) <= 22 and wide >= 0.5:
        return _Grid(left, top + 0.08, wide, 0.42, "stack", upright)
    both = max((width(f"{number(cell.value)} n {cell.n:,}", TINY) for cell in filled), default=0.0)
    form, least = ("bar", 0.21) if both < wide - 0.03 else ("tall", 0.3)
    return _Grid(left, top + 0.08, wide, max(least, deepest + 0.04), form, upright)


def _line(cell: Figure | None) -> str:
    if cell is None or not known(cell):
        return "not estimable"
    span = f" [{number(cell.low)}, {number(cell.high)}]" if cell.low is not None and cell.high is not None else ""
    return f"{number(cell.value)}{span} n {cell.n:,}"


def _headings(sheet: Sheet, drawing: HeatMap, rows: list[str], grid: _Grid, styles: Styles) -> None:
    def slant(name: str) -> str:
        return "italic" if styles.get(name).hollow else "normal"

    for place, name in enumerate(drawing.columns):
        middle = grid.left + (place + 0.5) * grid.wide
        given = {"size": SMALL, "ha": "center", "va": "bottom", "style": slant(name)}
        if grid.upright:
            shown = wrap(name, 1.25, SMALL, lines=max(1, int(grid.wide / 0.13)))
            sheet.write(middle, grid.top - 0.04, shown, rotation=90, **given)
        else:
            sheet.write(middle, grid.top - 0.04, wrap(name, grid.wide - 0.06, SMALL), **given)
    for place, name in enumerate(rows):
        middle = grid.top + (place + 0.5) * grid.high
        sheet.write(
            grid.left - 0.07, middle, name, size=SMALL, ha="right", va="center", style=slant(drawing.rows[place])
        )


def _cells(sheet: Sheet, drawing: HeatMap, grid: _Grid) -> None:
    size = (grid.wide * len(drawing.columns), grid.high * len(drawing.rows))
    axes = sheet.axes(grid.left, grid.top, *size)
    axes.set(xlim=(0, size[0]), ylim=(size[1], 0))
    axes.set_axis_off()
    for down, row in enumerate(drawing.cells):
        for across, cell in enumerate(row):
            _cell(axes, cell, (across * grid.wide, down * grid.high), grid, drawing, scale_of(drawing))


def _cell(
    axes: Any, cell: Figure | None, corner: tuple[float, float], grid: _Grid, drawing: HeatMap, scale: Any
) -> None:
    from matplotlib.patches import Rectangle

    filled = cell is not None and known(cell)
    colour = _colour(cell, drawing, scale) if cell is not None and filled else PAPER.light
    look: dict[str, Any] = {"facecolor": colour, "edgecolor": PAPER.light, "linewidth": 1.0}
    if not filled:
        look |= {"hatch": "////", "edgecolor": RULE.light, "linewidth": 0.4}
    axes.add_patch(Rectangle(corner, grid.wide, grid.high, **look))
    if cell is not None and cell.value is not None and filled:
        _told(axes, cell, corner, grid, drawing, type_on(colour))
    elif cell is not None:
        says = "not estimable" if grid.wide > NAMED else "n. e."
        middle = (corner[0] + grid.wide / 2, corner[1] + grid.high / 2)
        axes.text(*middle, says, size=TINY, color=MUTED.light, style="italic", ha="center", va="center")


def scale_of(drawing: HeatMap) -> Any:
    """Colours from low to high: from 0 to 1; two-sided where the scale is the same both sides of nothing."""
    from matplotlib import colormaps

    return colormaps[TWO_SIDED if drawing.low == -drawing.high else RISING]


def _colour(cell: Figure, drawing: HeatMap, scale: Any) -> str:
    from matplotlib.colors import to_hex

    span = drawing.high - drawing.low or 1.0
    place = ((cell.value or 0.0) - drawing.low) / span
    return str(to_hex(scale(min(1.0, max(0.0, place)))))


def type_on(colour: str) -> str:
    """Black or white, whichever has the higher contrast on it (WCAG 2.1, relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return DARK if light > 0.179 else LIGHT


def _told(axes: Any, cell: Figure, corner: tuple[float, float], grid: _Grid, drawing: HeatMap, colour: str) -> None:
    left, top = corner
    middle, given = left + grid.wide / 2, {"color": colour, "ha": "center", "va": "center"}
    if grid.form == "line":
        axes.text(middle, top + grid.high / 2, _line(cell), size=SMALL, **given)
        return
    if grid.form == "stack":
        span = f"{number(cell.low)}–{number(cell.high)}" if cell.low is not None else ""
        small = TINY if width(span, TINY) < grid.wide - 0.04 else TINY - 1
        for down, (text, size) in enumerate(((number(cell.value), BODY), (span, small), (f"n {cell.n:,}", small))):
            axes.text(middle, top + (0.1, 0.23, 0.34)[down], text, size=size, **given)
        return
    if grid.form == "tall":
        axes.text(middle, top + grid.high * 0.28, number(cell.value), size=TINY + 0.5, **given)
        axes.text(middle, top + grid.high * 0.64, f"n {cell.n:,}", size=TINY - 1.5, **given)
        _whisker(axes, cell, corner, grid, drawing, colour)
        return
    axes.text(left + 0.03, top + grid.high * 0.43, number(cell.value), size=TINY + 0.5, **given | {"ha": "left"})
    beside = left + grid.wide - 0.03
    axes.text(beside, top + grid.high * 0.45, f"n {cell.n:,}", size=TINY - 1.5, **given | {"ha": "right"})
    _whisker(axes, cell, corner, grid, drawing, colour)


def _whisker(axes: Any, cell: Figure, corner: tuple[float, float], grid: _Grid, drawing: HeatMap, colour: str) -> None:
    """The interval along the cell's foot, its left edge the scale's low end."""
    room, span = grid.wide - 0.06, drawing.high - drawing.low or 1.0
    places = [corner[0] + 0.03 + room * min(1.0, max(0.0, (end - drawing.low) / span)) for end in ends(cell)]
    axes.plot(places, [corner[1] + grid.high * 0.86] * 2, color=colour, linewidth=1.0, solid_capstyle="butt")


def _scale(sheet: Sheet, drawing: HeatMap, grid: _Grid) -> None:
    from matplotlib.colors import to_hex

    top = grid.top + len(drawing.rows) * grid.high + 0.12
    wide = min(2.2, sheet.width - grid.left - 0.2)
    axes = sheet.axes(grid.left, top, wide, 0.09)
    for step in range(32):
        axes.axvspan(step / 32, (step + 1) / 32, color=to_hex(scale_of(drawing)(step / 31)), linewidth=0.3)
    axes.set(xlim=(0, 1), yticks=[])
    axes.set_xticks((0, 0.5, 1), [number(drawing.low + (drawing.high - drawing.low) * part) for part in (0, 0.5, 1)])
    axes.tick_params(axis="x", labelsize=TINY + 0.5, pad=1.5)
    for side in axes.spines.values():
        side.set_visible(False)
    left = grid.left + wide + 0.15
    told = {"size": SMALL, "color": MUTED.light}
    if sheet.width - left > 1.2:
        says = wrap("; ".join(_keys(drawing, grid)), sheet.width - left, SMALL, lines=3)
        sheet.write(left, top + 0.045, says, va="center", **told)
    else:
        says = wrap("; ".join(_keys(drawing, grid)), grid.left - 0.1, SMALL, lines=3)
        sheet.write(0.0, top - 0.03, says, **told)


def _keys(drawing: HeatMap, grid: _Grid) -> list[str]:
    """What the scale is of, and what signs in cells mean."""
    told = [drawing.scale]
    if grid.form in ("bar", "tall"):
        told.append("the bar in a cell is its interval")
    if grid.wide <= NAMED and any(cell is not None and not known(cell) for row in drawing.cells for cell in row):
        told.append("n. e.: not estimable")
    return told
