"""One picture of each kind, with everything that may go wrong in it"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from casewright.measures.figure import Figure
from casewright.studies.drawing import Drawn, Styles, draw
from casewright.studies.picture import (
    Curves,
    Distributions,
    Drawing,
    Group,
    HeatMap,
    Intervals,
    Line,
    Panel,
    Picture,
    Points,
    Scatter,
    Traits,
)

ARMS = ("writer <b>&amp;</b> $x^2$, loop", "writer", "parrot")
FIGURES = (
    Figure(0.7, 20, 0.48, 0.86),
    Figure(math.nan, 20),
    Figure(None, 3, note="not estimable: 3 notes of F20, 15 are needed"),
)
DRAWINGS: dict[str, Drawing] = {
    "intervals": Intervals((Panel("Accepted <i>", tuple(zip(ARMS, FIGURES, strict=True)), 0.5, "chance", "high"),)),
    "heatmap": HeatMap(
        ARMS, ("F20.0", "a very long heading " * 9, "F32.1"), (FIGURES, FIGURES, (None, *FIGURES[:2])), "share"
    ),
    "curves": Curves(
        "drafts", "accepted", tuple(Line(arm, tuple(zip((1.0, 2.0, 90.0), FIGURES, strict=True))) for arm in ARMS)
    ),
    "distributions": Distributions(
        (Traits("Age", ("18-24", "25-34", "35-49"), tuple(Group(arm, FIGURES, arm == "parrot") for arm in ARMS)),)
    ),
    "scatter": Scatter((*(Points(arm, ((0.1, 0.2), (0.3, math.nan))) for arm in ARMS[:2]), Points("parrot", (), True))),
}


@pytest.fixture(scope="session")
def pictures() -> Mapping[str, Picture]:
    """By kind."""
    told = "How to read it <script>"
    return {kind: Picture(f"a-{kind}", f"Title <{kind}>", told, drawing) for kind, drawing in DRAWINGS.items()}


@pytest.fixture(scope="session")
def drawn(pictures: Mapping[str, Picture]) -> Mapping[str, Drawn]:
    """By kind."""
    return {kind: draw(picture, Styles.of(ARMS[:2], ARMS[2:])) for kind, picture in pictures.items()}
