"""What a picture shows, as data. How it is drawn is for `casewright.studies.drawing` to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casewright.measures.figure import Figure

__all__ = [
    "Curves",
    "Distributions",
    "Drawing",
    "Group",
    "HeatMap",
    "Intervals",
    "Line",
    "Panel",
    "Picture",
    "Points",
    "Scatter",
    "Traits",
]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure over several rows: a dot with its interval a row.

    ``line`` is what the rows are held against (real notes, a target), and ``line_title`` says what that is.
    """

    title: str
    rows: tuple[tuple[str, Figure], ...]
    line: float | None = None
    line_title: str = ""
    better: Literal["high", "low"] | None = None


@dataclass(frozen=True, slots=True)
class Intervals:
    """Panels side by side, with the same rows."""

    panels: tuple[Panel, ...]
    kind: Literal["intervals"] = "intervals"


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Figures by row and column; ``None`` where there is nothing to tell. Each cell shows its value and n."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Figure | None, ...], ...]
    scale: str
    low: float = 0.0
    high: float = 1.0
    kind: Literal["heatmap"] = "heatmap"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a curve: figures at places on the x axis."""

    label: str
    points: tuple[tuple[float, Figure], ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """Figures that move with something: attempts, cost, training size."""

    x: str
    y: str
    lines: tuple[Line, ...]
    kind: Literal["curves"] = "curves"


@dataclass(frozen=True, slots=True)
class Group:
    """Shares of one arm, of the reference or of the target, a figure for each category."""

    label: str
    shares: tuple[Figure, ...]
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """One trait: its categories, and who has which share of each."""

    title: str
    categories: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Distributions:
    """Several traits."""

    traits: tuple[Traits, ...]
    kind: Literal["distributions"] = "distributions"


@dataclass(frozen=True, slots=True)
class Points:
    """Places of the reports of an arm (or of real notes), in two dimensions. Places tell no text."""

    label: str
    places: tuple[tuple[float, float], ...]
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Scatter:
    """A map of reports."""

    groups: tuple[Points, ...]
    note: str = ""
    kind: Literal["scatter"] = "scatter"


Drawing = Intervals | HeatMap | Curves | Distributions | Scatter


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words.

    Attributes:
        id: Its name as a file: small letters, digits, hyphens.
        title: What it shows.
        caption: How to read it: n, interval, what the line means.
        drawing: The data.
    """

    id: str
    title: str
    caption: str
    drawing: Drawing
