"""What requests about jobs are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from casewright.service.jobs.job import Job
from casewright.service.jobs.standing import JobStatus, OrderStanding, Standing
from casewright.service.records import ending_why
from casewright.service.records.answer import RECORD

__all__ = [
    "EndingAnswer",
    "JobAnswer",
    "JobLine",
    "JobPage",
    "OrderAnswer",
    "SampleAnswer",
    "SamplePage",
    "SpentAnswer",
]

ORDER = "F32.1-en-intake-6a1f0c"
SPENT: dict[str, Any] = {"calls": 31, "tokens": 52144, "usd": 0.041, "seconds": 88.2, "unpriced": 0}
LINE: dict[str, Any] = {
    "id": "job-5f0c2f9be51d0c2f9be51d0c",
    "kind": "orders",
    "profile": "default",
    "run": "3f9c1a0b77d2e4c1",
    "created": 1790000000.0,
    "state": "running",
}
ORDER_LINE: dict[str, Any] = {
    "order": ORDER,
    "code": "F32.1",
    "language": "en",
    "kind": "intake",
    "system": "icd10-who-2019",
    "asked": 5,
    "n": 5,
    "accepted": 3,
    "short": 2,
    "samples": 6,
    "undecided": 2,
    "outcomes": {"accepted": 3, "rejected": 1},
    "spent": SPENT,
}

SAMPLE: dict[str, Any] = {
    "sample": f"{ORDER}-0",
    "order": ORDER,
    "code": "F32.1",
    "language": "en",
    "kind": "intake",
    "round": 1,
    "state": "decided",
    "outcome": "accepted",
    "record": {**RECORD, "id": f"{ORDER}-0"},
}


class SpentAnswer(BaseModel):
    """What completed calls used; ``unpriced`` are those whose price is not known, which ``usd`` lacks."""

    calls: int = 0
    tokens: int = 0
    usd: float = 0.0
    seconds: float = 0.0
    unpriced: int = 0


class OrderAnswer(BaseModel):
    """An order: accepted + short = n, and samples = undecided + the sum of outcomes.

    ``n`` is what is wanted of the run; it is more than ``asked`` where another job of the same orders asked for more.
    Of a job of reports ``n`` are the reports of one code, language and kind.
    """

    order: str
    code: str
    language: str
    kind: str
    system: str
    asked: int
    n: int
    accepted: int
    short: int
    samples: int
    undecided: int
    outcomes: Mapping[str, int]
    spent: SpentAnswer


class EndingAnswer(BaseModel):
    """How the run ended, and why it is short if it is."""

    how: str
    why: str = ""


class JobLine(BaseModel):
    """A job, without its counts."""

    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    id: str
    kind: Literal["orders", "reports"]
    profile: str
    run: str
    created: float = Field(description="Seconds since the epoch.")
    state: Standing

    @classmethod
    def of(cls, job: Job, state: Standing) -> JobLine:
        return cls(id=job.id, kind=job.kind, profile=job.profile, run=job.run, created=job.created, state=state)


class JobAnswer(JobLine):
    """A job and how it stands. Outcomes are of samples: of one order as many as needed are tried."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **LINE,
                    "orders": [ORDER_LINE],
                    "outcomes": {"accepted": 3, "rejected": 1},
                    "samples": 6,
                    "undecided": 2,
                    "spent": SPENT,
                    "ending": None,
                    "repeated": False,
                }
            ]
        }
    )

    orders: tuple[OrderAnswer, ...] = ()
    outcomes: Mapping[str, int] = Field(default_factory=dict)
    samples: int = 0
    undecided: int = 0
    spent: SpentAnswer = SpentAnswer()
    ending: EndingAnswer | None = None
    repeated: bool = Field(default=False, description="Whether an earlier request with this Idempotency-Key made it.")

    @classmethod
    def standing(cls, status: JobStatus, *, repeated: bool = False) -> JobAnswer:
        """As it stands."""
        line = JobLine.of(status.job, status.state).model_dump()
        how = status.ending.get("how")
        return cls(
            **line,
            orders=tuple(_order(one) for one in status.orders),
            outcomes=status.outcomes,
            samples=sum(one.samples for one in status.orders),
            undecided=sum(one.undecided for one in status.orders),
            spent=SpentAnswer.model_validate(status.spent, from_attributes=True),
            ending=EndingAnswer(how=str(how), why=ending_why(str(status.ending.get("why", "")))) if how else None,
            repeated=repeated,
        )


class JobPage(BaseModel):
    """Jobs of the key's project, the latest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"jobs": [LINE], "next": None}]})

    jobs: tuple[JobLine, ...]
    next: str | None = Field(description="Give it as `after` for the next page; null at the end.")


class SampleAnswer(BaseModel):
    """A sample of a job. ``state`` says where it stands, ``outcome`` what was decided under the newest judging."""

    sample: str
    order: str
    code: str
    language: str
    kind: str
    round: int
    state: str
    outcome: str | None
    record: dict[str, Any] | None = Field(
        default=None,
        description=(
            "The whole record once there is one (docs/exports.md). Without the role privacy its `privacy` holds "
            "`overlap` (pass, fail, not_assessable) and identifiers alone, and a text that copies is null."
        ),
    )


class SamplePage(BaseModel):
    """Samples in the order of their rounds."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"samples": [SAMPLE], "next": None}]})

    samples: tuple[SampleAnswer, ...]
    next: str | None = Field(description="Give it as `after` for the next page; null at the end.")


def _order(one: OrderStanding) -> OrderAnswer:
    asks = {name: str(one.asks.get(name, "")) for name in ("code", "language", "kind", "system")}
    counts = {name: getattr(one, name) for name in ("asked", "n", "accepted", "short", "samples", "undecided")}
    spent = SpentAnswer.model_validate(one.spent, from_attributes=True)
    return OrderAnswer.model_validate(
        {"order": one.order, **asks, **counts, "outcomes": dict(one.outcomes), "spent": spent}
    )
