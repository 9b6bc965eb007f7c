"""``/v1/reviews``: the queue, items and their locks, verdicts, progress and agreement."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response

from casewright.service.access import requires
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.agreeing import agreement_of
from casewright.service.reviews.contracts import (
    Item,
    ItemState,
    Lock,
    Progress,
    QueueFilter,
    QueuePage,
    QueueRow,
    ReviewAgreement,
    Said,
)
from casewright.service.reviews.examples import AGREEMENT, ITEM, LOCK, PAGE, PROGRESS, ROW, SAID, WITHDRAWN
from casewright.service.reviews.item import item_of
from casewright.service.reviews.locking import release_item, take_item
from casewright.service.reviews.progress import progress_of
from casewright.service.reviews.queue import next_item, queue_of
from casewright.service.reviews.requests import VerdictForm, WithdrawalForm
from casewright.service.reviews.saying import say, withdraw
from casewright.service.site import SiteOf
from casewright.settings.base import Name
from casewright.types import Language, Outcome

__all__ = [
    "delete_lock",
    "get_agreement",
    "get_item",
    "get_next",
    "get_progress",
    "get_queue",
    "post_withdraw",
    "put_lock",
    "put_verdict",
    "router",
]

router = APIRouter(prefix="/v1/reviews", tags=["reviews"])

Reviewer = Annotated[Principal, Depends(requires("review"))]
RunId = Annotated[Name, Path(description="A run's id.")]
SampleId = Annotated[Name, Path(description="A sample's id.")]
OfRun = Annotated[Name | None, Query(description="Of this run alone.")]
Limit = Annotated[int, Query(ge=1, le=200, description="Most that a page holds.")]
After = Annotated[str, Query(max_length=512, description="`after` of the page before.")]


def _filter(
    state: Annotated[ItemState | None, Query(description="Where items stand.")] = "open",
    run: OfRun = None,
    code: Annotated[Name | None, Query()] = None,
    language: Annotated[Language | None, Query()] = None,
    kind: Annotated[Name | None, Query()] = None,
    outcome: Annotated[Outcome | None, Query(description="Blind raters may ask for needs_review alone.")] = None,
    mine: Annotated[bool, Query(description="Leave out what you have judged.")] = True,
    free: Annotated[bool, Query(description="Leave out what others are at.")] = False,
) -> QueueFilter:
    return QueueFilter(state, run, code, language, kind, outcome, mine, free)


Withdrawal = Annotated[WithdrawalForm | None, Body(examples=[{"reason": "I meant the next one."}])]
Asked = Annotated[QueueFilter, Depends(_filter)]


def _answer(example: Any, told: str = "As it stands now.") -> dict[int | str, dict[str, Any]]:
    return {200: {"description": told, "content": {"application/json": {"example": example}}}}


@router.get("", summary="The queue", responses=_answer(PAGE), openapi_extra={"x-problems": ["bad-request", "unusable"]})
async def get_queue(site: SiteOf, caller: Reviewer, asked: Asked, limit: Limit = 50, after: After = "") -> QueuePage:
    """Items of the project: first what the machine left to people, then what critics differ on or is near a line."""
    return await queue_of(site, caller, asked, after=after, limit=limit)


@router.get(
    "/next", summary="The next item", responses=_answer(ROW), openapi_extra={"x-problems": ["not-found", "unusable"]}
)
async def get_next(site: SiteOf, caller: Reviewer, asked: Asked) -> QueueRow:
    """The first item that you may judge and nobody else is at; 404 where there is none."""
    found = await next_item(site, caller, asked)
    if found is None:
        raise Problem("not-found", "the queue is empty")
    return found


@router.get("/progress", summary="Where the review stands", responses=_answer(PROGRESS))
async def get_progress(site: SiteOf, caller: Reviewer, run: OfRun = None) -> Progress:
    """Items by state, and your own share of them."""
    return await progress_of(site, caller, run)


@router.get("/agreement", summary="How far raters agree", responses=_answer(AGREEMENT))
async def get_agreement(site: SiteOf, caller: Reviewer, run: OfRun = None) -> ReviewAgreement:
    """On first verdicts that were given blind, and on answers to criteria: Krippendorff's alpha with interval and n."""
    return await agreement_of(site, caller, run)


@router.get("/{run}/{sample}", summary="An item", responses=_answer(ITEM), openapi_extra={"x-problems": ["not-found"]})
async def get_item(site: SiteOf, caller: Reviewer, run: RunId, sample: SampleId) -> Item:
    """The report and what is asked of it; and once your own verdict is in, what everybody made of it."""
    return await item_of(site, caller, run, sample)


@router.put(
    "/{run}/{sample}/lock",
    summary="Take an item, or keep it",
    response_model=Lock,
    responses={**_answer(LOCK, "Yours for a while."), 204: {"description": "There is nothing that you could judge."}},
    openapi_extra={"x-problems": ["not-found", "locked"]},
)
async def put_lock(site: SiteOf, caller: Reviewer, run: RunId, sample: SampleId) -> Any:
    """Others can't judge it while you are at it. Send it again as a sign of life."""
    lock = await take_item(site, caller, run, sample)
    return Response(status_code=204) if lock is None else lock


@router.delete(
    "/{run}/{sample}/lock", status_code=204, summary="Leave an item", openapi_extra={"x-problems": ["not-found"]}
)
async def delete_lock(site: SiteOf, caller: Reviewer, run: RunId, sample: SampleId) -> None:
    """Others may take it at once."""
    await release_item(site, caller, run, sample)


@router.put(
    "/{run}/{sample}/verdict",
    summary="Judge",
    responses=_answer(SAID, "What became of it."),
    openapi_extra={"x-problems": ["not-found", "conflict", "locked", "unusable"]},
)
async def put_verdict(site: SiteOf, caller: Reviewer, run: RunId, sample: SampleId, verdict: VerdictForm) -> Said:
    """Accept, reject, or override what the machine decided; a verdict that you gave before is replaced."""
    return await say(site, caller, run, sample, verdict.saying())


@router.post(
    "/{run}/{sample}/verdict/withdraw",
    summary="Take your verdict back",
    responses=_answer(WITHDRAWN, "What became of it."),
    openapi_extra={"x-problems": ["not-found", "conflict", "storage-unavailable"]},
)
async def post_withdraw(site: SiteOf, caller: Reviewer, run: RunId, sample: SampleId, why: Withdrawal = None) -> Said:
    """What it decided is undone, by an event of its own; the item is open again."""
    return await withdraw(site, caller, run, sample, why.reason if why else "")
