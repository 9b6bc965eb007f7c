"""What of the material decides what may be said of it: sizes, who judged, what it was held against; no text"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casewright.studies.material import Arm, Material
from casewright.types import Language

__all__ = ["ArmFacts", "MaterialFacts", "facts_of"]


@dataclass(frozen=True, slots=True)
class ArmFacts:
    """One arm.

    Attributes:
        name: As tables name it.
        written: Reports with a text.
        delivered: Those that a user of the arm would hold in hands.
        gated: Whether these are what a gate let through.
        ours: Whether it was written by a run of ours; else it is a file's.
        parrot: Whether it is the parrot writer.
        marks: What records say of who judged them (`casewright.types.Record.marks`).
        sealed: Reports that a sealed judge was asked about.
    """

    name: str
    written: int
    delivered: int
    gated: bool
    ours: bool
    parrot: bool
    marks: frozenset[str]
    sealed: int


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """All of it.

    Attributes:
        arms: In the order of tables.
        languages: Of the reports.
        real: Real notes given.
        reference: Notes of the index that reports must not copy; ``None`` where none was given.
    """

    arms: tuple[ArmFacts, ...]
    languages: tuple[Language, ...] = ()
    real: int = 0
    reference: int | None = None

    @property
    def judged(self) -> bool:
        """Whether any arm was held against rubrics."""
        return any(arm.gated or arm.marks for arm in self.arms)

    @property
    def writers(self) -> tuple[ArmFacts, ...]:
        """Arms but the parrot."""
        return tuple(arm for arm in self.arms if not arm.parrot)


def facts_of(material: Material) -> MaterialFacts:
    """The facts of material; of real notes it counts, and nothing else."""
    languages = {report.language for arm in material.arms for report in arm.written}
    index = material.sources.index
    return MaterialFacts(
        tuple(map(_arm, material.arms)),
        tuple(sorted(languages)),
        len(material.real),
        None if index is None else len(index),
    )


def _arm(arm: Arm) -> ArmFacts:
    return ArmFacts(
        name=arm.name,
        written=len(arm.written),
        delivered=len(arm.delivered),
        gated=arm.delivers == "passed",
        ours=bool(arm.writer),
        parrot=arm.parrot,
        marks=frozenset(_marks(arm)),
        sealed=sum(report.record.get("seal") is not None for report in arm.reports),
    )


def _marks(arm: Arm) -> Iterator[str]:
    for report in arm.reports:
        yield from report.record.get("marks") or ()
