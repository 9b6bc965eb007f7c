"""A map of reports: near is alike, and a marker says whose each is"""

from __future__ import annotations

import math
from collections.abc import Sequence

from casewright.studies.drawing.axes import Legend, blank, mark
from casewright.studies.drawing.canvas import SMALL, WIDTH, Sheet
from casewright.studies.drawing.lettering import reach, wrap
from casewright.studies.drawing.palette import MUTED, Styles
from casewright.studies.picture import Points, Scatter

__all__ = ["draw_scatter"]

MOST = 400
"""Points drawn of a group: more hide each other, and make a page heavy."""

SIDE = 4.4


def draw_scatter(drawing: Scatter, styles: Styles) -> Sheet:
    """Writers over baselines, each in its marker; what is left out of a large group is said."""
    groups = [(group, _places(group)) for group in drawing.groups]
    if not any(drawn for _, drawn in groups):
        return blank("nothing to show")
    labels = [group.label for group in drawing.groups]
    styles = styles.among(labels, [group.label for group in drawing.groups if group.baseline])
    legend = Legend([(_entry(group, drawn), styles.get(group.label)) for group, drawn in groups], WIDTH)
    note = wrap(drawing.note, WIDTH, SMALL, lines=4)
    sheet = Sheet(legend.height + 0.15 + SIDE + 0.1 + reach(note, SMALL))
    legend.draw(sheet, 0.0, 0.0)
    sheet.write(0.0, legend.height + SIDE + 0.22, note, size=SMALL, color=MUTED.light)
    axes = sheet.axes(0.02, legend.height + 0.15, WIDTH - 0.04, SIDE)
    axes.set(xticks=[], yticks=[])
    axes.margins(0.04)
    for group, drawn in sorted(groups, key=lambda pair: not pair[0].baseline):
        size = 3.2 if len(drawn) > 150 else 4.5
        across, up = [place[0] for place in drawn], [place[1] for place in drawn]
        mark(axes, across, up, styles.get(group.label), size, alpha=0.8)
    axes.set_aspect("equal", adjustable="datalim")
    return sheet


def _places(group: Points) -> Sequence[tuple[float, float]]:
    """Every so many-th of a group that is too large; places that are no numbers are nowhere."""
    told = [place for place in group.places if all(math.isfinite(value) for value in place)]
    return [told[place * len(told) // MOST] for place in range(MOST)] if len(told) > MOST else told


def _entry(group: Points, drawn: Sequence[tuple[float, float]]) -> str:
    whole = f"n {len(group.places):,}"
    return f"{group.label} ({whole}" + (f", {len(drawn):,} drawn)" if len(drawn) < len(group.places) else ")")
