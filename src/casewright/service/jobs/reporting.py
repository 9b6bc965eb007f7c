"""A job of reports: screened in memory, and only then kept for workers to evaluate."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from casewright.overlays import overlaid
from casewright.rubrics import ResolvedRubric
from casewright.runs.assessing import Row, ScreenedReport, evaluation_run, open_evaluation, screen_rows
from casewright.runs.cast import Cast
from casewright.runs.limits import RunLimits
from casewright.service.jobs.allowing import total_of
from casewright.service.jobs.budgeting import Allowed, allowed_for
from casewright.service.jobs.job import Job
from casewright.service.jobs.opening import opened
from casewright.service.jobs.preparing import require_pins
from casewright.service.jobs.requests import JobReport, JobRequest
from casewright.service.overlap import checked_overlap
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.wire import from_json, to_json

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["ReportsRun", "prepare_reports", "resend"]


@dataclass(frozen=True)
class ReportsRun:
    """Screened reports, and the evaluation run that they are."""

    cast: Cast
    reports: tuple[ScreenedReport, ...]
    run: str
    nonce: str
    allowed: Allowed

    def body(self) -> dict[str, Any]:
        """What is kept with the job: how many, and under which limits. The reports are in the ledger alone."""
        return {"reports": len(self.reports), "nonce": self.nonce, "limits": to_json(RunLimits(self.allowed.total))}

    def rubrics(self) -> Collection[ResolvedRubric]:
        """What the reports are judged by."""
        places = {(one.target["system"], one.target["code"], one.target["kind"]) for one in self.reports}
        with overlaid(self.cast.overlays):
            return [self.cast.resolve(*place) for place in sorted(places)]

    async def open(self, site: Site, job: Job) -> None:
        """Opens the run in the ledger, or leaves it as it is where it is there."""
        await _open(site, job, self.cast, self.reports)


async def prepare_reports(site: Site, caller: Principal, request: JobRequest, nonce: str) -> ReportsRun:
    """Counts, screens and checks reports; nothing is written but that they were compared.

    Raises:
        Problem: a report can't be assessed, a pin doesn't hold, or the caller may compare or spend no more.
    """
    cast = await asyncio.to_thread(site.profiles.cast, request.profile)
    if cast.reference is not None:
        await checked_overlap(site, caller, [report.text for report in request.reports])
    reports = await asyncio.to_thread(_screened, cast, request.reports)
    run = await asyncio.to_thread(evaluation_run, cast, reports, nonce=nonce)
    allowed = await allowed_for(site, caller, run, total_of(request))
    return ReportsRun(cast, reports, run, nonce, allowed)


async def resend(site: Site, job: Job, request: JobRequest) -> None:
    """Opens the run of a job from the same request, sent again.

    Raises:
        Problem: rubrics, models or settings have changed since.
    """
    cast = await asyncio.to_thread(site.profiles.cast, request.profile)
    reports = await asyncio.to_thread(_screened, cast, request.reports)
    if await asyncio.to_thread(evaluation_run, cast, reports, nonce=job.body["nonce"]) != job.run:
        raise Problem("conflict", "rubrics, models or settings have changed since; send it under a new key")
    await _open(site, job, cast, reports)


async def _open(site: Site, job: Job, cast: Cast, reports: Sequence[ScreenedReport]) -> None:
    ledger = await site.ledgers.of(job.project)
    row = await ledger.run(job.run)
    ended = await ledger.latest(job.run, "ended") if row is not None and row.over else None
    if row is not None and row.state == "cancelled":
        await ledger.reopen(job.run)
    if row is None or row.state == "cancelled" or (ended is not None and ended.payload.get("how") != "complete"):
        limits = from_json(RunLimits, job.body["limits"])
        await open_evaluation(ledger, cast, reports, nonce=job.body["nonce"], limits=limits)
    await opened(site, job)


def _screened(cast: Cast, reports: Sequence[JobReport]) -> tuple[ScreenedReport, ...]:
    """The reports as they may be kept.

    Raises:
        Problem: which of them can't be assessed; what they say is not repeated.
    """
    with overlaid(cast.overlays):
        require_pins(cast, reports)
    found: list[ScreenedReport] = []
    bad: list[int] = []
    for (system, level), rows in groupby(enumerate(reports, 1), lambda pair: (pair[1].system, pair[1].level)):
        listed = [_row(number, report) for number, report in rows]
        for row, screened in zip(listed, screen_rows(cast, listed, system=system, level=level), strict=True):
            if isinstance(screened, ScreenedReport):
                found.append(screened)
            else:
                bad.append(row.number)
    if bad:
        told = "these reports, counted from 1, have no text, or a code or kind that is not known"
        raise Problem("unusable", told, reports=bad[:100])
    return tuple(found)


def _row(number: int, report: JobReport) -> Row:
    return Row(report.id, report.text, report.code, report.language, report.kind, dict(report.extra), number)
