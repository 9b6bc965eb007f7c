"""A picture as SVG and PNG"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from casewright.studies.drawing.canvas import Sheet, settled
from casewright.studies.drawing.curves import draw_curves
from casewright.studies.drawing.distributions import draw_distributions
from casewright.studies.drawing.heatmap import draw_heatmap
from casewright.studies.drawing.intervals import draw_intervals
from casewright.studies.drawing.palette import Styles
from casewright.studies.drawing.scatter import draw_scatter
from casewright.studies.drawing.vector import tidy
from casewright.studies.picture import Curves, Distributions, Drawing, HeatMap, Intervals, Picture, Scatter

__all__ = ["Drawn", "draw"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, drawn for light. `casewright.studies.drawing.vector.in_page` makes the SVG follow a page's colours."""

    svg: str
    png: bytes


def draw(picture: Picture, styles: Styles | None = None) -> Drawn:
    """Draws a picture. The same picture gives the same bytes, under one version of matplotlib.

    Args:
        picture: What to draw.
        styles: One look for each arm; without, every row looks the same.

    Raises:
        UsageError: the extra ``studies`` isn't installed.
    """
    with settled():
        sheet = _sheet(picture.drawing, styles or Styles())
        return Drawn(tidy(sheet.svg(), picture.id, picture.title, picture.caption), sheet.png())


def _sheet(drawing: Drawing, styles: Styles) -> Sheet:
    match drawing:
        case Intervals():
            return draw_intervals(drawing, styles)
        case HeatMap():
            return draw_heatmap(drawing, styles)
        case Curves():
            return draw_curves(drawing, styles)
        case Distributions():
            return draw_distributions(drawing, styles)
        case Scatter():
            return draw_scatter(drawing, styles)
        case _:
            assert_never(drawing)
