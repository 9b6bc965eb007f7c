"""What reports give away of persons: identifiers, planned and unplanned, and combinations that make a report rare"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.runs.set_identifiers import find_rare, measure_identifiers
from casewright.runs.set_sources import guarded
from casewright.studies.material import Material
from casewright.studies.privacy.drawing import ArmTexts, given

__all__ = ["Persons", "persons_of_arms"]


@dataclass(frozen=True, slots=True)
class Persons:
    """Of one arm.

    Attributes:
        side: The arm.
        baseline: Whether it is the parrot.
        identifiers: Share of reports with an unplanned identifier: ``any``, and each type that was found.
        planned: How many planned ones by type.
        rare: Shares of reports that a combination of up to three attributes makes rare, at an equal number.
    """

    side: str
    baseline: bool
    identifiers: Mapping[str, Figure]
    planned: Mapping[str, int]
    rare: Mapping[str, Figure]


def persons_of_arms(material: Material, texts: Sequence[ArmTexts]) -> list[Persons]:
    """Of every arm that delivers something, by patterns; combinations among as many reports of each."""
    found = []
    for done, one in enumerate(texts, start=1):
        seen = measure_identifiers(given(one.reports))
        rare: Mapping[str, Figure] = {}
        if len(one.equal) > 1:
            with guarded("finding rare combinations"):
                rare = find_rare(given(one.equal), material.sources.notes, one.equal[0].language).figures
        found.append(Persons(one.arm.name, one.arm.parrot, seen.figures, seen.planned, rare))
        material.tell("privacy: identifiers", done, len(texts))
    return found
