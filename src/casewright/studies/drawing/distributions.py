"""Shares by category: a dot with its interval for each arm, and the reference and the target beside them"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.measures.figure import Figure
from casewright.studies.drawing.axes import Legend, blank, bounds, dot, limits, missing, rule, strip
from casewright.studies.drawing.canvas import BODY, SMALL, TINY, WIDTH, Sheet
from casewright.studies.drawing.lettering import count, known, reach, width, wrap
from casewright.studies.drawing.palette import MUTED, Styles
from casewright.studies.picture import Distributions, Group, Traits

__all__ = ["draw_distributions"]

STEP = 0.105
"""Inches from one dot of a category to the next."""

FOOT, GAP = 0.3, 0.16


@dataclass(frozen=True, slots=True)
class _Box:
    """One trait, laid out: what is written, and how many inches it takes."""

    title: str
    silent: str
    groups: tuple[Group, ...]
    categories: tuple[str, ...]
    room: float
    each: float

    @property
    def head(self) -> float:
        return reach(self.title, BODY) + reach(self.silent, TINY) + 0.04

    @property
    def height(self) -> float:
        return self.head + self.each * len(self.categories) + FOOT + GAP


def draw_distributions(drawing: Distributions, styles: Styles) -> Sheet:
    """The traits in columns of about the same length, under one legend."""
    traits = [trait for trait in drawing.traits if trait.categories and trait.groups]
    if not traits:
        return blank("nothing to show")
    groups = [group for trait in traits for group in trait.groups]
    labels = list(dict.fromkeys(group.label for group in groups))
    styles = styles.among(labels, [group.label for group in groups if group.baseline])
    legend = Legend([(_entry(groups, label), styles.get(label)) for label in labels], WIDTH)
    columns = _columns(traits)
    tall = max(sum(box.height for box in column) for column in columns)
    sheet = Sheet(legend.height + 0.12 + tall)
    legend.draw(sheet, 0.0, 0.0)
    wide = WIDTH / len(columns)
    for place, column in enumerate(columns):
        top = legend.height + 0.12
        for box in column:
            _draw(sheet, box, styles, (place * wide, top, wide - 0.1))
            top += box.height
    return sheet


def _entry(groups: Iterable[Group], label: str) -> str:
    """A target is of no reports, so nothing is counted."""
    shares = [share for group in groups if group.label == label for share in group.shares]
    return f"{label} ({count(shares)})" if any(share.n for share in shares) else label


def _columns(traits: Sequence[Traits]) -> list[list[_Box]]:
    """Two columns, or three where two don't fit a page."""
    for number in (2, 3) if len(traits) > 1 else (1,):
        wide = WIDTH / number - 0.1
        boxes = [_box(trait, wide) for trait in traits]
        columns: list[list[_Box]] = [[] for _ in range(min(number, len(boxes)))]
        for box in boxes:
            min(columns, key=lambda column: sum(held.height for held in column)).append(box)
        if max(sum(box.height for box in column) for column in columns) < 8.5:
            break
    return columns


def _box(trait: Traits, wide: float) -> _Box:
    names = tuple(wrap(name, min(1.5, wide * 0.36), SMALL, lines=2) for name in trait.categories)
    deepest = max(reach(name, SMALL) for name in names)
    told = tuple(group for group in trait.groups if any(map(known, group.shares)))
    silent = ", ".join(group.label for group in trait.groups if group not in told)
    each = max(deepest, len(told) * STEP) + 0.09
    room = max(width(name, SMALL) for name in names) + 0.1
    said = wrap(f"not estimable: {silent}", wide, TINY, lines=6) if silent else ""
    return _Box(wrap(trait.title, wide, BODY, bold=True), said, told, names, room, each)


def _draw(sheet: Sheet, box: _Box, styles: Styles, place: tuple[float, float, float]) -> None:
    left, top, wide = place
    sheet.write(left, top, box.title, size=BODY, weight="bold")
    silent = {"size": TINY, "style": "italic", "color": MUTED.light}
    sheet.write(left, top + reach(box.title, BODY), box.silent, **silent)
    tall = box.each * len(box.categories)
    axes = sheet.axes(left + box.room, top + box.head, wide - box.room, tall)
    strip(axes)
    axes.set_xlim(*limits(*bounds(share for group in box.groups for share in group.shares)))
    axes.set_ylim(tall, 0)
    axes.locator_params(axis="x", nbins=5)
    middles = [(place + 0.5) * box.each for place in range(len(box.categories))]
    axes.set_yticks(middles, box.categories)
    axes.tick_params(axis="y", labelsize=SMALL, pad=3)
    for line in range(1, len(box.categories)):
        rule(axes, line * box.each)
    for number, group in enumerate(box.groups):
        shift = (number - (len(box.groups) - 1) / 2) * STEP
        for middle, share in zip(middles, group.shares, strict=False):
            _share(axes, share, middle + shift, styles, group.label)


def _share(axes: Any, share: Figure, height: float, styles: Styles, label: str) -> None:
    if known(share):
        dot(axes, share, height, styles.get(label), 4.0)
    else:
        says = f"{wrap(label, 1.2, TINY, lines=1)}: not estimable"
        missing(axes, 0.02, height, says, transform=axes.get_yaxis_transform(), size=TINY - 0.5)
