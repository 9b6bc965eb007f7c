"""Opens the runs of jobs in the ledger, and again those that a kill left unopened."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from casewright.errors import CasewrightError, StorageError
from casewright.ledger.protocol import Ledger
from casewright.runs.limits import RunLimits
from casewright.runs.recipe import limits_of_run
from casewright.runs.session import RunSession
from casewright.service.jobs.allowing import widened
from casewright.service.jobs.job import OPENING, UNOPENED, Job
from casewright.service.jobs.keeping import JobBook
from casewright.service.jobs.leaving import leave_run
from casewright.service.jobs.preparing import Fresh, session_of
from casewright.service.problems import Problem
from casewright.wire import from_json

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["open_orders", "opened", "reopened", "sweep"]

GIVEN_UP_AFTER = 300.0
"""Seconds after which reports whose keeping was cut short are known to be lost: only their sender has them."""


async def open_orders(site: Site, job: Job, session: RunSession) -> None:
    """Opens the run of a job of orders, or leaves it as it is where it already covers the job."""
    book, ledger = JobBook(site.database), await site.ledgers.of(job.project)
    shared = any(other.id != job.id for other in await book.on_run(job.project, job.run))
    if not await _covers(ledger, session, shared=shared):
        await session.begin(ledger)
    await opened(site, job)


async def opened(site: Site, job: Job) -> None:
    """Notes that a job's run is in the ledger; of a job that was cancelled meanwhile, the run is cancelled, too."""
    book = JobBook(site.database)
    if await book.turn(job, "open", among=UNOPENED):
        return
    now = await book.get(job.project, job.id)
    if now is not None and now.state == "cancelled":
        await leave_run(site, now, None)


async def _covers(ledger: Ledger, session: RunSession, *, shared: bool) -> bool:
    """Whether the run is there with as many wanted and as much allowed. What another job was given is kept."""
    row = await ledger.run(session.run)
    if row is None:
        return False
    before = limits_of_run(row)
    if shared:
        session.limits = widened(session.allowed, before)
    wanted = {order.id: order.n for order in await ledger.orders(row.id)}
    raised = any(wanted.get(order.id, 0) < order.n for order in session.rows)
    return row.state == "open" and not raised and session.allowed == before


async def reopened(site: Site, job: Job) -> None:
    """Opens the run of a job of orders from what was kept of its request.

    Raises:
        CasewrightError: what is at hand now can't do it.
    """
    asked = job.asked
    if asked is None:
        raise Problem("conflict", "what was sent can't be rebuilt; send it again")
    limits = from_json(RunLimits, job.body["limits"])
    fresh = Fresh(job.body["nonce"], job.body.get("wish"))
    session = await asyncio.to_thread(session_of, site.profiles, asked, limits, fresh)
    if session.run != job.run:
        raise Problem("conflict", "rubrics, models or settings have changed since; send it again")
    await open_orders(site, job, session)


async def sweep(site: Site) -> int:
    """Opens the runs of jobs whose process was killed before it could; how many there were.

    Jobs of orders go on. Of a job of reports nothing was kept but that it was sent: sent again under its idempotency
    key it goes on, else it has failed.
    """
    healed = 0
    for job in await JobBook(site.database).opening(time.time()):
        healed += await _heal(site, job)
    return healed


async def _heal(site: Site, job: Job) -> bool:
    book = JobBook(site.database)
    if job.kind == "orders":
        try:
            await reopened(site, job)
        except StorageError:
            return False
        except (CasewrightError, Problem):
            await book.turn(job, "failed", among=OPENING)
            return False
        return True
    if time.time() - job.created > GIVEN_UP_AFTER:
        await book.turn(job, "failed", among=OPENING)
    return False
