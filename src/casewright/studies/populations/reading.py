"""Reads a sample of every arm's texts, and of the real notes, once for all that asks about texts"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.runs.set_sources import guarded
from casewright.studies.diversity.equal import ENOUGH, REAL
from casewright.studies.material import Arm, Material, StudyReport
from casewright.studies.populations.told import Told, read_text
from casewright.studies.sampling import drawn, drawn_notes

__all__ = ["ArmRead", "read_arms", "read_real"]

MOST, FEWEST, ALL = 300, 50, 900
"""Reports an arm at most; with many arms fewer, so that so many are read in all, and never below the second."""
MOST_REAL = 150
"""Real notes a language."""


@dataclass(frozen=True, slots=True)
class ArmRead:
    """The reports of an arm that were read, with what they tell."""

    arm: Arm
    of: int
    texts: tuple[tuple[StudyReport, Told], ...]


def read_arms(material: Material) -> tuple[ArmRead, ...]:
    """What every arm delivers, drawn."""
    most = max(FEWEST, min(MOST, ALL // max(1, len(material.arms))))
    chosen = [(arm, drawn(arm.delivered, most, material.seed)) for arm in material.arms]
    total = sum(len(reports) for _, reports in chosen)
    found, done = [], 0
    for arm, reports in chosen:
        texts = tuple((one, read_text(one.id, one.text, one.language)) for one in reports)
        done += len(texts)
        material.tell("populations: reading reports", done, total)
        found.append(ArmRead(arm, len(arm.delivered), texts))
    return tuple(found)


def read_real(material: Material) -> Mapping[str, tuple[tuple[Told, ...], int]]:
    """By language, what the real notes tell, and how many notes there are. Ids of notes are not kept.

    Languages with fewer notes than `ENOUGH` are left out: figures of so few would be about somebody.
    """
    found: dict[str, tuple[tuple[Told, ...], int]] = {}
    for language in sorted({note.language for note in material.real}):
        notes = [note for note in material.real if note.language == language and note.text.strip()]
        if len(notes) < ENOUGH:
            continue
        with guarded("reading real notes"):
            own = drawn_notes(notes, MOST_REAL, material.seed)
            material.tell(f"populations: reading {REAL}", 0, len(own))
            found[language] = tuple(read_text("", one.text, one.language) for one in own), len(notes)
    return found
