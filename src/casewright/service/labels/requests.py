"""What requests about labels and exams may say."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from casewright.service.labels.contracts import ExamRequest, SheetFormat, SheetRequest
from casewright.settings.base import Name, Strict

__all__ = ["ExamForm", "SheetForm"]

SHEET: dict[str, Any] = {"n": 60, "per_report": 4, "format": "xlsx", "guideline": "2026-03"}
EXAM: dict[str, Any] = {"labels": "all", "critic": "rules", "bases": "goldens"}
CriticName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}$")]


class SheetForm(Strict):
    """Questions to people about items of the review: of one run, or of all."""

    model_config = ConfigDict(json_schema_extra={"examples": [SHEET]})

    run: Name | None = None
    n: Annotated[int, Field(strict=True, ge=1, le=2000)] = 100
    per_report: Annotated[int, Field(strict=True, ge=1, le=100)] = 6
    format: SheetFormat = "csv"
    guideline: Name | None = None
    rater: Name | None = None

    def asked(self) -> SheetRequest:
        """As `casewright.service.labels.make_sheet` takes it."""
        return SheetRequest(self.run, self.n, self.per_report, self.format, self.guideline or "", self.rater or "")


class ExamForm(Strict):
    """Who sits: the rules, or a critic that the profile's settings name."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAM]})

    labels: Name = "all"
    critic: CriticName = "rules"
    profile: Name = "default"
    bases: Literal["none", "goldens", "both"] = "goldens"
    calls: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] = 500

    def asked(self) -> ExamRequest:
        """As `casewright.service.labels.start_exam` takes it."""
        return ExamRequest(self.labels, self.critic, self.profile, self.bases, self.calls)
