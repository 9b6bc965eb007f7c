"""Room for another job: a project has only so many open at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casewright.service.jobs.keeping import JobBook
from casewright.service.jobs.standing import is_over, job_status
from casewright.service.problems import Problem

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["require_room"]

LOOKED_AT = 200
"""Open jobs, the oldest first, that are looked at again where there seems to be no room."""


async def require_room(site: Site, project: str) -> None:
    """Lets another job of a project in.

    Raises:
        Problem: as many as may be are open.
    """
    book, most = JobBook(site.database), site.serving.open_jobs
    if await book.count_open(project) < most:
        return
    ledger = await site.ledgers.of(project)
    for job in await book.open_jobs(project, LOOKED_AT):
        if await is_over(ledger, job):
            await job_status(site, project, job)
    if await book.count_open(project) >= most:
        told = f"{most:,} jobs of this project are open; wait until some are done, or cancel some"
        raise Problem("queue-full", told, headers={"Retry-After": "30"}, allowed=most)
