"""What a request for a job may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from casewright.runs.evaluation import MAX_TEXT
from casewright.runs.order_form import Budgets
from casewright.runs.orders import MAX_N
from casewright.settings.base import Name, Strict
from casewright.types import Language, Level

__all__ = ["RUBRIC_HASH", "JobBudgets", "JobOrder", "JobReport", "JobRequest"]

RUBRIC_HASH = r"^[0-9a-f]{16,64}$"
Hash = Annotated[str, StringConstraints(pattern=RUBRIC_HASH)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,15}$")]
Share = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Seed = Annotated[int, Field(strict=True, ge=0, le=2**53)]
Value = str | int | float | bool | None

ORDER: dict[str, Any] = {"code": "F32.1", "n": 5, "language": "en", "kind": "intake"}
REPORT: dict[str, Any] = {
    "id": "visit-12",
    "code": "F32.1",
    "language": "en",
    "kind": "progress",
    "text": "Low mood on most days since the last visit; sleeps badly. No thoughts of suicide.",
}


class JobBudgets(Budgets):
    """What a job, or one of its orders, may use. What the key may still use goes before."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"max_usd": 2.5, "when_spent": "finish"}]})


class JobOrder(Strict):
    """Accepted reports wanted for a code, a language and a kind of document."""

    model_config = ConfigDict(json_schema_extra={"examples": [ORDER]})

    code: Code
    n: Annotated[int, Field(strict=True, ge=1, le=MAX_N)] = 1
    language: Language = "en"
    kind: Name = "intake"
    system: Name = "icd10-who-2019"
    comorbidities: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    level: Level = "sufficient"
    targets: Mapping[Name, Mapping[Name, Share]] = Field(default_factory=dict, max_length=20)
    max_samples: Annotated[int, Field(strict=True, ge=1, le=10 * MAX_N)] | None = None
    budgets: JobBudgets | None = None
    rubric: Hash | None = None
    """Hash of the resolved rubric that the order is to be judged by; another one is refused."""


class JobReport(Strict):
    """A report that exists, to be judged as a document of its code."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPORT]})

    id: Name
    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)] = Field(repr=False)
    code: Code
    language: Language = "en"
    kind: Name = "intake"
    system: Name = "icd10-who-2019"
    level: Level = "sufficient"
    rubric: Hash | None = None
    extra: Mapping[Name, Value] = Field(default_factory=dict, repr=False, max_length=40)
    """Further fields, given back with the record."""


class JobRequest(Strict):
    """Orders to be filled, or reports to be evaluated; by workers, under a profile of the settings file."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"orders": [ORDER], "profile": "default", "seed": 7}, {"reports": [REPORT]}]}
    )

    orders: tuple[JobOrder, ...] = ()
    reports: tuple[JobReport, ...] = Field(default=(), repr=False)
    profile: Name = "default"
    seed: Seed = 0
    """Seed of the cases: equal orders, profile and seed are the same run."""
    max_attempts: Annotated[int, Field(strict=True, ge=1, le=20)] | None = None
    budgets: JobBudgets | None = None
    new: bool = False
    """Begin another run, though one of the same orders, profile and seed is there."""

    @model_validator(mode="after")
    def _is_of_one_sort(self) -> JobRequest:
        if bool(self.orders) == bool(self.reports):
            raise ValueError("a job is of orders or of reports: one of the two, and not empty")
        if len({report.id for report in self.reports}) < len(self.reports):
            raise ValueError("two reports have the same id")
        return self

    @property
    def sort(self) -> str:
        """``orders`` or ``reports``."""
        return "orders" if self.orders else "reports"
