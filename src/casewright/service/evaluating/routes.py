"""``POST /v1/evaluate``: one report, judged while the request waits."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from casewright.service.access import requires
from casewright.service.evaluating.asking import evaluate
from casewright.service.evaluating.requests import EvaluateRequest
from casewright.service.principal import Principal
from casewright.service.records import visible
from casewright.service.records.answer import RecordAnswer
from casewright.service.site import SiteOf
from casewright.wire import to_json

__all__ = ["post", "router"]

router = APIRouter(tags=["evaluate"])
Judge = Annotated[Principal, Depends(requires("evaluate"))]
ANSWERS: dict[int | str, dict[str, Any]] = {200: {"model": RecordAnswer, "description": "The record of the report."}}


@router.post(
    "/v1/evaluate",
    summary="Evaluate one report",
    responses=ANSWERS,
    response_class=JSONResponse,
    openapi_extra={
        "x-problems": [
            "unusable",
            "unknown-code",
            "unknown-name",
            "rubric-changed",
            "budget-spent",
            "overlap-limited",
            "too-many-at-once",
            "model-unavailable",
            "deadline",
            "draining",
        ]
    },
)
async def post(site: SiteOf, caller: Judge, request: EvaluateRequest) -> JSONResponse:
    """Screens, measures and judges a report, and keeps nothing of it but what judges answered. A reject is no error.

    Past the deadline the answer is the problem `deadline`; what a judge was asked by then is paid for and kept, so the
    same report sent again is cheaper. Many reports, or slow judges, are better sent as a job.
    """
    record = await evaluate(site, caller, request)
    return JSONResponse(visible(to_json(record), privacy=caller.may("privacy")))
