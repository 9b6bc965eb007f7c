"""Waiting for what becomes of a job's one sample. Whoever waits may go: the job doesn't notice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from casewright.ledger.protocol import SampleRow
from casewright.service.jobs import Job, job_status
from casewright.service.problems import Problem
from casewright.service.site import Site
from casewright.wire import to_json

__all__ = ["Decided", "decided", "names"]

ENDINGS = frozenset({"budget", "cancelled", "ended"})
"""Kinds of events after which there may be nothing to wait for."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The sample's record, with the decision that stands."""

    record: Mapping[str, Any]

    @property
    def outcome(self) -> str:
        """The outcome."""
        return str(self.record["decision"]["outcome"])


async def decided(site: Site, job: Job) -> AsyncIterator[Decided | None]:
    """``None`` for each stretch of silence, and at last the sample.

    Raises:
        Problem: the job was cancelled or its budget is spent, the time is up, or the process stops; in the last two
            cases the job goes on.
    """
    until = monotonic() + site.serving.chat_seconds
    async with site.hub.follow(job.project, job.run) as following:
        while (found := await _look(site, job)) is None:
            if site.hub.closed or site.draining.is_set():
                raise Problem("draining", "the service is stopping; the job goes on", **names(job))
            if (left := until - monotonic()) <= 0:
                raise Problem("deadline", "no decision fell in time; the job goes on", **names(job))
            events = await following.more(min(site.serving.heartbeat_seconds, left))
            if not ENDINGS.isdisjoint(event.kind for event in events) or not events:
                await _refuse_what_is_over(site, job)
            if not events:
                yield None
    yield found


def names(job: Job) -> dict[str, Any]:
    """What a client finds the job by."""
    return {"job": job.id, "run": job.run}


async def _look(site: Site, job: Job) -> Decided | None:
    ledger = await site.ledgers.of(job.project)
    rows = [row for row in await ledger.samples(job.run) if row.decision is not None]
    best = next((row for row in rows if _outcome(row) == "accepted"), rows[-1] if rows else None)
    if best is None:
        return None
    if _outcome(best) == "cancelled":
        raise Problem("conflict", "the job was cancelled", **names(job))
    stored = await ledger.record(job.run, best.planned.id)
    return None if stored is None else Decided({**stored, "decision": to_json(best.decision)})


def _outcome(row: SampleRow) -> str:
    return row.decision.outcome if row.decision is not None else ""


async def _refuse_what_is_over(site: Site, job: Job) -> None:
    """A job that ended without a decision on its sample."""
    if await _look(site, job) is not None:
        return
    found = await job_status(site, job.project, job.id)
    if found.state == "cancelled":
        raise Problem("conflict", "the job was cancelled", **names(job))
    if found.state == "paused":
        raise Problem("budget-spent", "the job stopped before its report was decided on", **names(job))
    if found.over:
        raise Problem("model-unavailable", "the job ended without a report", **names(job))
