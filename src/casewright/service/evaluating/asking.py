"""One report, evaluated for a caller: counted, held to pins and budget, charged, and answered before its deadline."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from casewright.icd10 import table
from casewright.overlays import overlaid
from casewright.runs.cast import Cast
from casewright.runs.evaluation import Row
from casewright.service.auditing import note
from casewright.service.budgets import charge, remaining
from casewright.service.evaluating.requests import EvaluateRequest
from casewright.service.jobs.preparing import require_pins
from casewright.service.overlap import checked_overlap
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.types import Record
from casewright.vocabulary.kinds import kind

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["evaluate"]

_left_alone: set[asyncio.Task[Record]] = set()
"""Evaluations whose callers may have given up: what a model was asked for them is still charged."""


async def evaluate(site: Site, caller: Principal, request: EvaluateRequest) -> Record:
    """The record of one report, before its deadline.

    Raises:
        Problem: the deadline passed, the service is stopping, the caller may compare or spend no more, too many reports
            wait, or the rubric is not the pinned one.
        CasewrightError: the code, kind or profile is unknown, or no judge would answer now.
    """
    if site.draining.is_set():
        raise Problem("draining", "the service is stopping; send it again in a moment", headers={"Retry-After": "5"})
    most = site.serving.evaluate_seconds
    seconds = min(request.deadline_seconds or most, most)
    gone = threading.Event()
    task = asyncio.create_task(_evaluated(site, caller, request, gone))
    _left_alone.add(task)
    task.add_done_callback(_forget)
    try:
        return await asyncio.wait_for(asyncio.shield(task), seconds)
    except TimeoutError:
        told = f"the report was not evaluated within {seconds:g} seconds; send it as a job, or allow up to {most:g}"
        raise Problem("deadline", told, seconds=seconds) from None
    finally:
        gone.set()


def _forget(task: asyncio.Task[Record]) -> None:
    """Nobody may be left to hear how it ended."""
    _left_alone.discard(task)
    if not task.cancelled():
        task.exception()


async def _evaluated(site: Site, caller: Principal, request: EvaluateRequest, gone: threading.Event) -> Record:
    row = _row(request)
    cast = await asyncio.to_thread(site.profiles.cast, request.profile)
    with overlaid(cast.overlays):
        require_pins(cast, (request,))
    await _require_budget(site, caller, cast, request.profile)
    if cast.reference is not None:
        await checked_overlap(site, caller, [request.text])
    record = await site.evaluator.evaluate(
        row,
        project=caller.project,
        profile=request.profile,
        system=request.system,
        level=request.level,
        gone=gone,
    )
    cost = record.cost
    if cost.usd is None and cost.calls > cost.cached:
        site.unpriced.add(request.profile)
    tokens = cost.prompt_tokens + cost.completion_tokens
    await charge(site, caller, calls=cost.calls - cost.cached, tokens=tokens, usd=cost.usd or 0.0)
    await note(site.database, caller, "report.evaluate", code=record.code, profile=request.profile)
    return record


def _row(request: EvaluateRequest) -> Row:
    code, known = table(request.system).normalise(request.code), kind(request.kind).id
    row = Row(request.id, request.text, request.code, request.language, request.kind, dict(request.extra))
    return replace(row, code=code, kind=known)


async def _require_budget(site: Site, caller: Principal, cast: Cast, profile: str) -> None:
    """Models are asked only where the caller has something left; rules cost nothing."""
    if len(cast.critics) < 2 and cast.seal is None:
        return
    if caller.limits.usd is not None and profile in site.unpriced:
        told = "the key is limited in dollars and a model of the profile has no known price; its endpoint may set one"
        raise Problem("budget-spent", told)
    left = (await remaining(site, caller)).total
    if any(one is not None and one <= 0 for one in (left.max_calls, left.max_tokens, left.max_usd)):
        raise Problem("budget-spent", "the budget of this key is used up; an admin can give it another one")
