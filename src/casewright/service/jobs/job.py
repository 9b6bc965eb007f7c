"""A job: what somebody handed in, and the run of the ledger that does it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sqlalchemy import RowMapping

from casewright.service.jobs.requests import JobRequest

__all__ = ["JOB_STATES", "OPEN", "OPENING", "UNOPENED", "Job", "JobState"]

JobState = Literal["opening", "open", "done", "paused", "cancelled", "failed"]
"""``opening`` until its run is in the ledger; ``failed`` where its process was killed before a report was kept."""
JOB_STATES: tuple[JobState, ...] = get_args(JobState)
OPEN: tuple[JobState, ...] = ("opening", "open")
OPENING: tuple[JobState, ...] = ("opening",)
UNOPENED: tuple[JobState, ...] = ("opening", "failed")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is kept. How it stands is read from its run (`job_status`)."""

    id: str
    project: str
    key: str
    kind: Literal["orders", "reports"]
    profile: str
    run: str
    state: JobState
    created: float
    sequence: int
    request: str
    """Keyed hash of the request, by which a repeated one is known."""
    body: dict[str, Any] = field(repr=False)
    """What was asked, without any report."""
    repeated: bool = False
    """Whether an earlier request with this idempotency key made it."""

    @classmethod
    def of_row(cls, row: RowMapping) -> Job:
        """From the table."""
        plain = {name: row[name] for name in ("id", "project", "key", "kind", "profile", "state", "created")}
        body = json.loads(row["body"])
        return cls(**plain, run=row["run"] or "", sequence=row["sequence"], request=row["request"], body=body)

    @property
    def asked(self) -> JobRequest | None:
        """The request of a job of orders, from which its run can be opened again."""
        return JobRequest.model_validate(self.body["asked"]) if self.kind == "orders" else None
