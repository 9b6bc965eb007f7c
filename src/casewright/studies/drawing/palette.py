"""Colours that colour-blind eyes tell apart, on white and on black, with a marker and a dash for print in grey"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

__all__ = ["HUES", "THEME", "Style", "Styles", "Tone"]


@dataclass(frozen=True, slots=True)
class Tone:
    """One colour under two lights. What is drawn is drawn in the light one; a page swaps it for the other."""

    name: str
    light: str
    dark: str


INK = Tone("ink", "#1b1f24", "#e8ebee")
MUTED = Tone("muted", "#59636e", "#a3adb8")
RULE = Tone("rule", "#d5dae0", "#3a424b")
PAPER = Tone("paper", "#fefefe", "#15181c")

HUES = (
    Tone("blue", "#0072b2", "#4ea8de"),
    Tone("vermillion", "#d55e00", "#f0843c"),
    Tone("green", "#009e73", "#2fc59b"),
    Tone("purple", "#cc79a7", "#e09cc3"),
    Tone("orange", "#e69f00", "#f2b632"),
    Tone("sky", "#56b4e9", "#86ccf4"),
    Tone("slate", "#4d5d6c", "#b6c3cf"),
)
"""Okabe and Ito's set without its yellow, which nobody sees on white, and with a slate for its black."""

THEME = (INK, MUTED, RULE, PAPER, *HUES)
"""Every colour of a drawing but those of a heat map's cells."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "<", "h", ">", "d")
DASHES = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
HOLLOW = ("o", "s", "^", "D", "v")
HOLLOW_DASHES = ((0, (4, 2)), (0, (1, 1.5)), (0, (5, 1.5, 1, 1.5)))


@dataclass(frozen=True, slots=True)
class Style:
    """How one row, line or group looks wherever it appears.

    Attributes:
        colour: As drawn by light.
        marker: Matplotlib's name of the shape.
        dash: Matplotlib's line style.
        hollow: Baselines are hollow, so that nobody takes them for a writer.
    """

    colour: str
    marker: str
    dash: str | tuple[int, tuple[float, ...]]
    hollow: bool = False

    @property
    def face(self) -> str:
        """The marker's inside."""
        return PAPER.light if self.hollow else self.colour


PLAIN = Style(HUES[0].light, "o", "-")
"""For rows that are no arms, such as codes: their label says which they are."""


@dataclass(frozen=True, slots=True)
class Styles:
    """One look for each label over all pictures of a report."""

    known: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, arms: Iterable[str] = (), baselines: Iterable[str] = ()) -> Styles:
        """Styles in the order given; a name that is among the baselines is hollow, wherever else it stands."""
        hollow = list(dict.fromkeys(baselines))
        solid = [name for name in dict.fromkeys(arms) if name not in hollow]
        known = {name: _solid(place) for place, name in enumerate(solid)}
        return cls(known | {name: _hollow(place) for place, name in enumerate(hollow)})

    def get(self, label: str) -> Style:
        """The look of a label; labels that begin with an arm's name look like that arm."""
        found = self.known.get(label)
        if found is None:
            near = [
                name
                for name in self.known
                if label.startswith((f"{name}, ", f"{name}: ", f"{name} · ", f"{name} (", f"{name} −"))
            ]
            found = self.known[max(near, key=len)] if near else PLAIN
        return found

    def among(self, labels: Sequence[str], baselines: Iterable[str] = ()) -> Styles:
        """These, and for labels that must be told apart within one drawing but have none, the next that are free."""
        hollow = [name for name in baselines if name not in self.known]
        taken = {id(self.get(label)) for label in labels}
        clash = len(taken) < len(set(labels))
        if not clash and not hollow:
            return self
        known = [name for name, style in self.known.items() if not style.hollow]
        marked = [name for name, style in self.known.items() if style.hollow]
        return Styles.of([*known, *labels], [*marked, *hollow])


def _solid(place: int) -> Style:
    return Style(HUES[place % len(HUES)].light, MARKERS[place % len(MARKERS)], DASHES[place % len(DASHES)])


def _hollow(place: int) -> Style:
    colour = (INK if place % 2 else MUTED).light
    return Style(colour, HOLLOW[place % len(HOLLOW)], HOLLOW_DASHES[place % len(HOLLOW_DASHES)], hollow=True)
