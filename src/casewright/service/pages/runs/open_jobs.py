"""The open jobs of a project on a run."""

from __future__ import annotations

from sqlalchemy import select

from casewright.service.jobs.job import OPEN
from casewright.service.principal import Principal
from casewright.service.site import Site
from casewright.service.store.tables import jobs

__all__ = ["jobs_on"]


async def jobs_on(site: Site, caller: Principal, run: str) -> tuple[str, ...]:
    """Their ids, oldest first."""
    chosen = select(jobs.c.id).where(jobs.c.project == caller.project, jobs.c.run == run, jobs.c.state.in_(OPEN))
    return await site.database.read(
        lambda connection: tuple(connection.execute(chosen.order_by(jobs.c.created)).scalars())
    )
