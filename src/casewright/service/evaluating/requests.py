"""What a request to evaluate one report may say."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from casewright.service.jobs.requests import JobReport
from casewright.settings.base import Name

__all__ = ["EvaluateRequest"]

EXAMPLE: dict[str, Any] = {
    "text": "Low mood on most days since the last visit; sleeps badly. No thoughts of suicide.",
    "code": "F32.1",
    "language": "en",
    "kind": "progress",
    "deadline_seconds": 20,
}


class EvaluateRequest(JobReport):
    """A report that exists, judged as a document of its code while the request waits."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: Name = "report"
    profile: Name = "default"
    deadline_seconds: Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)] | None = None
    """How long the request waits; at most, and by default, what the settings of the service allow."""
