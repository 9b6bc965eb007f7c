"""What was found, as pictures: measures side by side, and the map"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.studies.picture import Intervals, Panel, Picture, Points, Scatter
from casewright.studies.resemblance.findings import ArmFound, Findings
from casewright.studies.resemblance.map import TOGETHER
from casewright.studies.resemblance.tables import mean_of

__all__ = ["list_pictures"]

NAMES = {"en": "English", "es": "Spanish"}
PAIRS = (("ROUGE-L", "rouge_l"), ("Token matching F1", "f1"), ("Sentence mover's similarity", "movers"))


def list_pictures(found: Sequence[Findings]) -> tuple[Picture, ...]:
    """For each language the measures side by side, and the map."""
    return tuple(make(one) for one in found if _arms(one) for make in (_measures, _map))


def _measures(found: Findings) -> Picture:
    return Picture(
        f"resemblance-{found.language}",
        f"Resemblance to real notes, {NAMES[found.language]}",
        f"Texts of equal lengths, 95 % intervals. The lines are what {found.real} real notes (one a patient) have "
        "among themselves: the 95th percentile over halves of them for MMD², one half told from the other by the "
        "classifier, notes of other patients for the pairs. An arm far above the line "
        "of ROUGE-L may be copying.",
        Intervals((*_sets(found), *(_pairs(found, *one) for one in PAIRS))),
    )


def _sets(found: Findings) -> tuple[Panel, Panel]:
    arms = _arms(found)
    distances = tuple((name, arm.equal.test.value) for name, arm in arms)
    accuracies = tuple((name, arm.told.equal.accuracy) for name, arm in arms)
    lines = [line for _, arm in arms if (line := arm.equal.halves.line.value) is not None]
    line, control = max(lines, default=None), found.told.equal.accuracy.value
    return (
        Panel("MMD²", distances, line, "95th percentile of real halves", "low"),
        Panel("Told apart, accuracy", accuracies, control, "real half from real half", "low"),
    )


def _pairs(found: Findings, title: str, measure: str) -> Panel:
    rows = tuple((name, mean_of(arm.paired, measure)) for name, arm in _arms(found))
    return Panel(title, rows, mean_of(found.paired, measure).value, "real with real")


def _arms(found: Findings) -> list[tuple[str, ArmFound]]:
    return [(name, arm) for name, arm in found.arms.items() if isinstance(arm, ArmFound)]


def _map(found: Findings) -> Picture:
    arms = [Points(name, arm.places, baseline=name in found.parrots) for name, arm in _arms(found)]
    note = f"A dot of the real notes is the middle of {TOGETHER} or more neighbouring notes, never one note's place."
    return Picture(
        f"embedding-map-{found.language}",
        f"Map of reports and real notes, {NAMES[found.language]}",
        f"First two principal axes of the texts' vectors ({found.embedder}), texts of equal lengths, every set "
        "weighing "
        f"the same. Nearness in two of many dimensions is a hint, no measure. {note}",
        Scatter((*arms, Points(f"cells of {found.real} real notes", found.places, baseline=True)), note),
    )
