"""A sheet to draw on, measured in inches, that depends on nothing but what is drawn: no state, no dates, no noise"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from casewright.errors import UsageError
from casewright.studies.drawing.palette import INK, MUTED, PAPER, RULE

__all__ = ["Sheet", "settled"]

WIDTH = 7.2
"""Inches: what A4 leaves between its margins, so that print shows type at its true size."""

BODY, SMALL, TINY = 8.0, 7.0, 6.0
"""Sizes of type in points."""

DOTS = 200
"""Of a PNG, an inch."""

OURS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "casewright",
    "text.parse_math": False,
    "text.color": INK.light,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": BODY,
    "axes.unicode_minus": True,
    "axes.edgecolor": MUTED.light,
    "axes.labelcolor": INK.light,
    "axes.linewidth": 0.6,
    "axes.facecolor": PAPER.light,
    "axes.axisbelow": True,
    "grid.color": RULE.light,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED.light,
    "ytick.color": MUTED.light,
    "xtick.labelcolor": INK.light,
    "ytick.labelcolor": INK.light,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": BODY,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "figure.facecolor": PAPER.light,
    "savefig.facecolor": PAPER.light,
    "hatch.linewidth": 0.5,
    "path.simplify": False,
}


@contextmanager
def settled() -> Iterator[None]:
    """Matplotlib with our settings, whatever those of the machine are, and as it was before when we leave.

    Raises:
        UsageError: matplotlib isn't installed.
    """
    log = logging.getLogger("matplotlib")
    before = log.level
    log.setLevel(logging.ERROR)  # it tells on stderr that it looks for fonts
    try:
        with _imported().rc_context(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a character that the font lacks is drawn as a box
            _imported().rcdefaults()
            _imported().rcParams.update(OURS)
            yield
    finally:
        log.setLevel(before)


def _imported() -> Any:
    try:
        import matplotlib
    except ImportError:
        raise UsageError("pictures need the extra 'studies': pip install 'casewright[studies]'") from None
    return matplotlib


class Sheet:
    """A figure of matplotlib whose axes are placed in inches from its top left corner."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height))

    def axes(self, left: float, top: float, width: float, height: float) -> Any:
        """Axes in that rectangle."""
        below = self.height - top - height
        place = (left / self.width, below / self.height, width / self.width, height / self.height)
        return self.figure.add_axes(place)

    def write(self, left: float, top: float, text: str, **how: Any) -> None:
        """Text whose upper left corner is there, unless ``how`` says otherwise."""
        given = {"ha": "left", "va": "top", "linespacing": 1.18, **how}
        self.figure.text(left / self.width, 1 - top / self.height, text, **given)

    def svg(self) -> str:
        """As matplotlib writes it; the same drawing gives the same bytes."""
        return self._saved("svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))).decode()

    def png(self) -> bytes:
        """At `DOTS` an inch."""
        return self._saved("png", dpi=DOTS, metadata={"Software": None})

    def _saved(self, sort: str, **how: Any) -> bytes:
        held = BytesIO()
        self.figure.savefig(held, format=sort, **how)
        return held.getvalue()
