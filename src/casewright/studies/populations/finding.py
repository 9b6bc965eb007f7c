"""What was found of populations"""

from __future__ import annotations

from dataclasses import dataclass

from casewright.studies.populations.cases import ArmCases
from casewright.studies.populations.severity import Inflation
from casewright.studies.populations.symptoms import Telling
from casewright.studies.populations.templates import TemplateShare
from casewright.studies.populations.texts import SideTexts

__all__ = ["ArmTelling", "Found"]


@dataclass(frozen=True, slots=True)
class ArmTelling:
    """What an arm's texts do to their plans; ``read`` of ``of`` delivered reports with a case were read."""

    arm: str
    baseline: bool
    read: int
    of: int
    severity: Inflation
    symptoms: Telling


@dataclass(frozen=True, slots=True)
class Found:
    """All of it, arms in their order and real notes last.

    Attributes:
        cases: By arm.
        texts: By language and side.
        telling: By arm that has cases.
        templates: By language and side.
        templates_said: How texts were made equal, in words.
    """

    cases: tuple[ArmCases, ...]
    texts: tuple[SideTexts, ...]
    telling: tuple[ArmTelling, ...]
    templates: tuple[TemplateShare, ...]
    templates_said: str
