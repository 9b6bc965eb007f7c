"""Privacy in pictures: runs, copies, distances and identifiers of each arm beside real notes"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from casewright.measures.figure import Figure
from casewright.studies.picture import Intervals, Panel, Picture
from casewright.studies.privacy.corpus import AMONG
from casewright.studies.privacy.finding import Found

__all__ = ["list_pictures"]

RUNS = {
    "longest_run.median": "longest run, median (words)",
    "longest_run.p95": "longest run, 95th percentile",
    "verbatim_copies": "share with a run of 12 words",
    "containment_8.mean": "8-grams in one patient's notes",
}
NEAR = {
    "nearest.mean": "nearest distance, mean",
    "plagiarism_005": "share below 0.05",
    "holdout_share": "nearer to the corpus than to held-out notes",
}


def list_pictures(found: Found) -> Iterator[Picture]:
    """What there is of copying and of distances, and identifiers always."""
    if found.copying:
        yield _copying(found)
    if any(one.figures for one in found.distances):
        yield _distances(found)
    if found.persons:
        rows = tuple((one.side, one.identifiers["any"]) for one in found.persons)
        panel = Panel("share with an unplanned identifier", rows, better="low")
        caption = "By patterns; bars are exact 95 % intervals, which at 0 end at the one-sided bound."
        yield Picture("privacy-identifiers", "Unplanned identifiers", caption, Intervals((panel,)))


def _copying(found: Found) -> Picture:
    real = next((one.figures for one in found.copying if one.side == AMONG), {})
    sides = [(one.side, one.figures) for one in found.copying if one.side != AMONG]
    against = "; ".join(sorted({one.reference for one in found.copying}))
    line = " The line is real notes, each against other patients'." if real else ""
    caption = f"Compared with {against}; bars are 95 % intervals.{line}"
    panels = tuple(_panel(name, title, sides, real, "low") for name, title in RUNS.items())
    return Picture("privacy-copying", "How much is copied", caption, Intervals(panels))


def _distances(found: Found) -> Picture:
    sides = [(one.side, one.figures) for one in found.distances if one.figures and one.among]
    real = next((one.figures for one in found.distances if one.figures and not one.among), {})
    panels = []
    for name, title in NEAR.items():
        if any(name in figures for _, figures in sides):
            panels.append(_panel(name, title, sides, real, None if name == "nearest.mean" else "low"))
    line = " The line is real notes that nobody copied." if real else ""
    caption = (
        f"Cosine distances under {found.embedder}; bars are 95 % intervals.{line} A distance alone proves nothing."
    )
    return Picture("privacy-distances", "How near to real notes", caption, Intervals(tuple(panels)))


def _panel(
    name: str,
    title: str,
    sides: Sequence[tuple[str, Mapping[str, Figure]]],
    real: Mapping[str, Figure],
    better: Literal["low"] | None,
) -> Panel:
    rows = tuple((side, figures.get(name, Figure(None, 0, note="not measured"))) for side, figures in sides)
    held = real.get(name)
    if name == "holdout_share":
        return Panel(title, rows, 0.5, "no difference", "low")
    value = None if held is None else held.value
    return Panel(title, rows, value, "" if value is None else "real notes", better)
