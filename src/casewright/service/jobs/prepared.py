"""What a request turns out to be once it is checked: a run, what it may use, and how it is opened."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from casewright.rubrics import ResolvedRubric
from casewright.runs.limits import RunLimits
from casewright.runs.session import RunSession
from casewright.service.jobs.allowing import total_of
from casewright.service.jobs.budgeting import Allowed, allowed_for
from casewright.service.jobs.job import Job
from casewright.service.jobs.opening import open_orders
from casewright.service.jobs.preparing import Fresh, session_of
from casewright.service.jobs.reporting import prepare_reports
from casewright.service.jobs.requests import JobRequest
from casewright.service.principal import Principal
from casewright.wire import to_json

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["Prepared", "prepare"]


class Prepared(Protocol):
    """A run that can be opened."""

    @property
    def run(self) -> str: ...

    @property
    def allowed(self) -> Allowed: ...

    def body(self) -> dict[str, Any]:
        """What is kept with the job."""

    def rubrics(self) -> Collection[ResolvedRubric]:
        """What it is judged by."""

    async def open(self, site: Site, job: Job) -> None:
        """Opens the run in the ledger; doing it again changes nothing."""


async def prepare(site: Site, caller: Principal, request: JobRequest, fresh: Fresh) -> Prepared:
    """Checks a request and readies its run; nothing is written.

    Raises:
        CasewrightError: a code, kind or name is unknown, or the order can't be worked off.
        Problem: a pin doesn't hold, or nothing is left of the caller's budget.
    """
    if request.reports:
        return await prepare_reports(site, caller, request, fresh.nonce)
    session = await asyncio.to_thread(session_of, site.profiles, request, RunLimits(total_of(request)), fresh)
    allowed = await allowed_for(site, caller, session.run, session.allowed.total)
    session.limits = RunLimits(allowed.total, session.allowed.by_order)
    return _Orders(request, fresh, session, allowed)


@dataclass(frozen=True)
class _Orders:
    request: JobRequest
    fresh: Fresh
    session: RunSession
    allowed: Allowed

    @property
    def run(self) -> str:
        return self.session.run

    def body(self) -> dict[str, Any]:
        return {
            "asked": self.request.model_dump(mode="json"),
            "nonce": self.fresh.nonce,
            "wish": self.fresh.wish,
            "limits": to_json(self.session.limits),
            "wanted": {row.id: row.n for row in self.session.rows},
        }

    def rubrics(self) -> Collection[ResolvedRubric]:
        return self.session.cast.rubrics.values()

    async def open(self, site: Site, job: Job) -> None:
        await open_orders(site, job, self.session)
