"""What a section says before its words do: whose past, and by whose account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.types import Source, Time

__all__ = ["SectionDefault", "section_default"]


@dataclass(frozen=True, slots=True)
class SectionDefault:
    """Time and source of what a section tells, and whether it tells of relatives."""

    time: Time = "current"
    source: Source = "patient"
    family: bool = False
    diagnoses: Time | None = None
    """When psychiatric diagnoses are of another time than the rest."""


_PATIENT = SectionDefault()
_DEFAULTS: Mapping[str, SectionDefault] = {
    "informants": SectionDefault(source="informant"),
    "medical-history": SectionDefault(diagnoses="past"),
    "psychiatric-history": SectionDefault(time="past"),
    "family-history": SectionDefault(time="lifetime", family=True),
    "scales": SectionDefault(source="test"),
    "mental-state": SectionDefault(source="observed"),
    "physical-findings": SectionDefault(source="observed"),
}


def section_default(section: str) -> SectionDefault:
    """The defaults of a section; the patient's own present account where nothing else is known."""
    return _DEFAULTS.get(section, _PATIENT)
