"""Giving a job up, and its run with it, unless another job is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casewright.service.auditing import note
from casewright.service.jobs.keeping import JobBook
from casewright.service.jobs.leaving import leave_run
from casewright.service.jobs.standing import JobStatus, job_of, job_status
from casewright.service.principal import Principal

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["cancel"]


async def cancel(site: Site, caller: Principal, job: str) -> JobStatus:
    """Cancels a job that isn't over. What is decided stays; of its run, unless another open job is on it, what is
    undecided ends as cancelled.

    Raises:
        Problem: there is no such job.
    """
    status = await job_status(site, caller.project, job)
    if status.over:
        return status
    if await JobBook(site.database).turn(status.job, "cancelled"):
        await leave_run(site, status.job, caller.name)
        await note(site.database, caller, "job.cancel", job, run=status.job.run)
    return await job_status(site, caller.project, await job_of(site, caller.project, job))
