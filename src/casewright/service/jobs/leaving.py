"""Leaving a run: it is cancelled with the last open job on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casewright.service.jobs.job import Job
from casewright.service.jobs.keeping import JobBook
from casewright.types import Decision

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["leave_run"]


async def leave_run(site: Site, job: Job, who: str | None) -> None:
    """Cancels the run of a job that is cancelled, unless another open job is on it.

    Two who cancel at once both turn their job first, so that one of them finds nobody left on the run; a job that joins
    in the same moment opens the run again.
    """
    book, ledger = JobBook(site.database), await site.ledgers.of(job.project)
    row = await ledger.run(job.run)
    if row is None or await book.on_run(job.project, job.run):
        return
    judging = str(row.decides.get("judging", ""))
    await ledger.cancel(job.run, Decision("cancelled", "operator", judging, who=who))
    if await book.on_run(job.project, job.run):
        await ledger.reopen(job.run)
