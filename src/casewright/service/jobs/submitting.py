"""Handing in a job: checked, committed, its run opened in the ledger; workers do the rest."""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from casewright.hashing import canonical_json
from casewright.service.auditing import noted
from casewright.service.jobs.job import UNOPENED, Job
from casewright.service.jobs.keeping import Hold, JobBook, Taken
from casewright.service.jobs.opening import reopened
from casewright.service.jobs.prepared import Prepared, prepare
from casewright.service.jobs.preparing import Fresh, check_size
from casewright.service.jobs.reporting import resend
from casewright.service.jobs.requests import JobRequest
from casewright.service.jobs.room import require_room
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.rubrics import keep_rubrics

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["keyed", "request_hash", "submit"]


@dataclass(frozen=True)
class _Submission:
    """A request on its way to become a job."""

    site: Site
    caller: Principal
    request: JobRequest
    mac: str
    fresh: Fresh

    @property
    def book(self) -> JobBook:
        return JobBook(self.site.database)

    async def prepare(self, name: str) -> Prepared:
        """The run of the job of this name."""
        fresh = replace(self.fresh, nonce=name) if self.request.new else self.fresh
        return await prepare(self.site, self.caller, self.request, fresh)

    def job(self, name: str, prepared: Prepared) -> Job:
        return Job(
            id=name,
            project=self.caller.project,
            key=self.caller.key,
            kind="orders" if self.request.orders else "reports",
            profile=self.request.profile,
            run=prepared.run,
            state="opening",
            created=time.time(),
            sequence=time.time_ns(),
            request=self.mac,
            body=prepared.body(),
        )


async def submit(
    site: Site,
    caller: Principal,
    request: JobRequest,
    *,
    idempotency: str | None = None,
    nonce: str = "",
    wish: str | None = None,
) -> Job:
    """Hands a job in; it is committed, and its run is in the ledger, when this returns.

    Args:
        site: The site.
        caller: Who hands it in; roles are the caller's business.
        request: What is wanted.
        idempotency: The same word of the same key gives the same job.
        nonce: Keeps the run apart from others of the same orders.
        wish: What the writer is told of the requester's wishes; screened.

    Raises:
        Problem: the service is stopping, the request is too large or can't be met, a pin doesn't hold, the idempotency
            key was used for something else, too many jobs are open, or the budget is spent.
        CasewrightError: a code, kind or name is unknown, or the ledger can't be used now.
    """
    if site.draining.is_set():
        raise Problem("draining", "the service is stopping; send it again in a moment", headers={"Retry-After": "5"})
    check_size(request, site.serving)
    handed = _Submission(site, caller, request, request_hash(site.secret, request, wish), Fresh(nonce, wish))
    kept = None if idempotency is None else keyed(site.secret, "idempotency", idempotency)
    earlier = await _earlier(handed, kept)
    return earlier or await _new(handed, kept)


def request_hash(secret: bytes, request: JobRequest, wish: str | None = None) -> str:
    """By what a repeated request is known; keyed, since it is made of reports too."""
    return keyed(secret, "request", canonical_json([request.model_dump(mode="json"), wish]))


def keyed(secret: bytes, what: str, text: str) -> str:
    """HMAC-SHA256, in hex."""
    return hmac.new(secret, f"{what}\0{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


async def _earlier(handed: _Submission, kept: str | None) -> Job | None:
    """The job that an earlier request made; its run is opened if it wasn't."""
    if kept is None:
        return None
    job = await handed.book.repeated(handed.caller.project, handed.caller.key, kept)
    if job is None:
        return None
    if not hmac.compare_digest(job.request, handed.mac):
        raise Problem("idempotency-conflict", "this Idempotency-Key came with another request; use a new one")
    if job.state in UNOPENED:
        job = await _opened(handed, job)
    return replace(job, repeated=True)


async def _new(handed: _Submission, kept: str | None) -> Job:
    await require_room(handed.site, handed.caller.project)
    name = f"job-{token_hex(12)}"
    prepared = await handed.prepare(name)
    job = handed.job(name, prepared)
    try:
        await handed.book.add(job, kept, _holding(handed.caller, job, prepared))
    except Taken:
        found = await _earlier(handed, kept)
        if found is None:
            raise Problem("conflict", "the same request was taken back meanwhile; send it again") from None
        return found
    await prepared.open(handed.site, job)
    await keep_rubrics(handed.site, prepared.rubrics())
    return replace(job, state="open")


def _holding(caller: Principal, job: Job, prepared: Prepared) -> Hold:
    """Holds the job's part of the budget, and notes who handed it in, in one transaction with the job."""

    def hold(connection: Connection) -> str | None:
        caps = prepared.allowed.hold(connection)
        noted(connection, caller, "job.submit", job.id, run=job.run, kind=job.kind)
        return caps

    return hold


async def _opened(handed: _Submission, job: Job) -> Job:
    """A job whose run may not have been opened, opened now, with what it was allowed then."""
    if handed.request.reports:
        await resend(handed.site, job, handed.request)
    else:
        await reopened(handed.site, job)
    return replace(job, state="open")
