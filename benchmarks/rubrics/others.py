"""Notes of other specialties: one half tells how often a criterion is met by chance, the other half is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from benchmarks.rubrics.answers import Reading
from benchmarks.rubrics.labels import Half, half_of
from benchmarks.rubrics.notes import other_notes, report_of
from benchmarks.rubrics.scoring import states

from casewright.rubrics import Criterion
from casewright.types import Language

__all__ = ["KIND", "background", "met_by_chance", "other_readings"]

KIND = "consultation"
MOST = 300
"""Notes of a half and language: more would change a rate by a point and take minutes."""


@cache
def other_readings(language: Language, half: Half) -> tuple[Reading, ...]:
    """Notes of other specialties, read; the first so many in the order of their ids."""
    chosen = sorted((name, text) for name, text in other_notes(language) if half_of(name) == half)
    return tuple(Reading(report_of(text, language, KIND), None) for _, text in chosen[:MOST])


def met_by_chance(criterion: Criterion, readings: Sequence[Reading]) -> float:
    """Share of readings that meet a criterion, with one imagined note for it and one against."""
    met = sum(states([criterion], reading.answers([criterion]))[criterion.id] == "met" for reading in readings)
    return (met + 1) / (len(readings) + 2)


def background(rubric: Sequence[Criterion], language: Language) -> Mapping[str, float]:
    """How often notes of other specialties meet what supports a code: of the half that nothing else is measured on."""
    return {item.id: _known(_Asked(item), language) for item in rubric if item.role == "supports"}


@cache
def _known(asked: _Asked, language: Language) -> float:
    return met_by_chance(asked.criterion, other_readings(language, "tune"))


class _Asked:
    """A criterion by what decides its answer, so that codes which share one count it once."""

    def __init__(self, criterion: Criterion) -> None:
        self.criterion = criterion
        self.key = f"{criterion.want} {criterion.finds!r}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)
