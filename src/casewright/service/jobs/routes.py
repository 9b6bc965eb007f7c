"""``/v1/jobs``: handing in, looking, listening, cancelling."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from sse_starlette import EventSourceResponse

from casewright.service.access import requires
from casewright.service.auditing import note
from casewright.service.jobs.answers import JobAnswer, JobPage, SamplePage
from casewright.service.jobs.cancelling import cancel
from casewright.service.jobs.job import Job
from casewright.service.jobs.listing import page_of_jobs
from casewright.service.jobs.requests import JobRequest
from casewright.service.jobs.samples import Wanted, page_of_samples
from casewright.service.jobs.standing import job_of, job_status
from casewright.service.jobs.streaming import stream_of
from casewright.service.jobs.submitting import submit
from casewright.service.principal import Principal, Role
from casewright.service.problems import Problem
from casewright.service.reviews.blindness import refuse_raters
from casewright.service.site import SiteOf
from casewright.settings.base import Name
from casewright.types import Language, Outcome

__all__ = ["EventStream", "get", "get_all", "get_events", "get_samples", "post", "post_cancel", "router"]

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

Anyone = Annotated[Principal, Depends(requires())]
Sender = Annotated[Principal, Depends(requires("submit", "evaluate"))]
JobId = Annotated[Name, Path(description="A job's id.")]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        description="Any word of your own. Sent again by the same key, the same request gives the same job.",
    ),
]
LastEventId = Annotated[
    int | None, Header(alias="Last-Event-ID", ge=0, le=2**63 - 1, description="Go on after this event.")
]
Limit = Annotated[int, Query(ge=1, le=200, description="Most that a page holds.")]
After = Annotated[str | None, Query(max_length=400, description="`next` of the page before.")]
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: `id` is a sequence number, `event` its kind; the last is `end`.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": 'id: 41\nevent: decided\ndata: {"sample": "F32.1-…-3", "at": 1790000000.0, '
                '"outcome": "accepted", "by": "gate"}\n\n',
            }
        },
    }
}


class EventStream(EventSourceResponse):
    """Says its type to the OpenAPI."""

    media_type = "text/event-stream"


@router.post(
    "",
    status_code=202,
    response_model=JobAnswer,
    summary="Hand in a job",
    openapi_extra={
        "x-problems": [
            "unusable",
            "unknown-code",
            "unknown-name",
            "rubric-changed",
            "idempotency-conflict",
            "conflict",
            "budget-spent",
            "queue-full",
            "overlap-limited",
            "draining",
        ]
    },
)
async def post(
    site: SiteOf, caller: Sender, request: JobRequest, response: Response, idempotency_key: IdempotencyKey = None
) -> JobAnswer:
    """Orders to be filled (role submit), or reports to be evaluated (role evaluate). Workers do it, never the request.

    Equal orders, profile and seed of a project are one run: a second job joins it, a larger n raises it, and
    `"new": true` begins another. A rubric may be pinned by its hash.
    """
    _require_role(caller, request)
    job = await submit(site, caller, request, idempotency=idempotency_key)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return JobAnswer.standing(await job_status(site, caller.project, job), repeated=job.repeated)


@router.get(
    "",
    response_model=JobPage,
    summary="The project's jobs, the latest first",
    openapi_extra={"x-problems": ["bad-request"]},
)
async def get_all(site: SiteOf, caller: Anyone, limit: Limit = 50, after: After = None) -> JobPage:
    """States of jobs that were open are looked up in their runs."""
    return await page_of_jobs(site, caller.project, limit=limit, after=after)


@router.get("/{job}", response_model=JobAnswer, summary="How a job stands")
async def get(site: SiteOf, caller: Anyone, job: JobId) -> JobAnswer:
    """Counts by order and outcome, which add up; what was spent; and why it fell short, if it did."""
    return JobAnswer.standing(await job_status(site, caller.project, job))


@router.get(
    "/{job}/samples",
    response_model=SamplePage,
    summary="The samples of a job",
    openapi_extra={"x-problems": ["bad-request", "forbidden"]},
)
async def get_samples(
    site: SiteOf,
    caller: Anyone,
    job: JobId,
    outcome: Annotated[list[Outcome] | None, Query(description="These outcomes alone.")] = None,
    code: Annotated[Name | None, Query()] = None,
    language: Annotated[Language | None, Query()] = None,
    kind: Annotated[Name | None, Query()] = None,
    records: Annotated[bool, Query(description="Whether whole records come along.")] = True,
    limit: Limit = 50,
    after: After = None,
) -> SamplePage:
    """A page of samples with their records, in the order of rounds, so that a page read twice is the same."""
    refuse_raters(site, caller)
    found = await job_of(site, caller.project, job)
    wanted = Wanted(tuple(outcome or ()), code, language, kind, records, limit, after)
    if records:
        await note(site.database, caller, "job.samples", found.id, run=found.run)
    return await page_of_samples(site, found, wanted, privacy=caller.may("privacy"))


@router.get(
    "/{job}/events", summary="What happens to a job, as it happens", response_class=EventStream, responses=EVENTS
)
async def get_events(
    site: SiteOf,
    caller: Anyone,
    job: JobId,
    last_event_id: LastEventId = None,
    after: Annotated[int, Query(ge=0, le=2**63 - 1, description="As Last-Event-ID, which goes before.")] = 0,
) -> EventStream:
    """Whatever happened and happens to the job's run. Going away cancels nothing; come back with the last id."""
    refuse_raters(site, caller)
    found: Job = await job_of(site, caller.project, job)
    stream = stream_of(site, found, after if last_event_id is None else last_event_id)
    serving = site.serving
    return EventStream(stream, ping=serving.heartbeat_seconds, send_timeout=serving.request_seconds)


@router.post("/{job}/cancel", response_model=JobAnswer, summary="Give a job up")
async def post_cancel(site: SiteOf, caller: Sender, job: JobId) -> JobAnswer:
    """What is undecided ends as cancelled, unless another open job is on the same run. A job that is over stays so."""
    return JobAnswer.standing(await cancel(site, caller, job))


def _require_role(caller: Principal, request: JobRequest) -> None:
    needed: Role = "submit" if request.orders else "evaluate"
    if not caller.may(needed):
        raise Problem("forbidden", f"a job of {request.sort} needs a key with the role {needed}")
