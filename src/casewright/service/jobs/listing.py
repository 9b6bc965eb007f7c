"""The jobs of a project, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casewright.service.jobs.answers import JobLine, JobPage
from casewright.service.jobs.job import Job
from casewright.service.jobs.keeping import JobBook
from casewright.service.jobs.places import place_of, word_of
from casewright.service.jobs.standing import Standing, job_status

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["page_of_jobs"]


async def page_of_jobs(site: Site, project: str, *, limit: int, after: str | None) -> JobPage:
    """A page of jobs, the latest first.

    Raises:
        Problem: ``after`` is not a page's end of this project's list.
    """
    what = f"jobs/{project}"
    place = place_of(site.secret, what, after)
    found = await JobBook(site.database).page(project, after=tuple(place) if place else None, limit=limit + 1)
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return JobPage(
        jobs=tuple([JobLine.of(job, await _state(site, job)) for job in shown]),
        next=word_of(site.secret, what, [last.sequence, last.id]) if last else None,
    )


async def _state(site: Site, job: Job) -> Standing:
    if job.state == "opening" or job.state == "open":
        return (await job_status(site, job.project, job)).state
    return job.state
