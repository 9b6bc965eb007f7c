"""How a job stands, read from its run: counts that add up, what it cost, and why it fell short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from casewright.ledger.protocol import Event, Ledger, OrderRow, RunRow, Spent, Tally
from casewright.service.jobs.allowing import spent_in_all
from casewright.service.jobs.job import Job, JobState
from casewright.service.jobs.keeping import JobBook
from casewright.service.problems import Problem

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["JobStatus", "OrderStanding", "Standing", "is_over", "job_of", "job_status"]

Standing = Literal["queued", "running", "done", "paused", "cancelled", "failed"]
"""``done``: as many as were asked are there, or no more will come; see what is short."""
_UNOPENED: Mapping[JobState, Standing] = {"failed": "failed", "cancelled": "cancelled"}
OVER: Mapping[str, Standing] = {"complete": "done", "short": "done", "paused": "paused", "cancelled": "cancelled"}


@dataclass(frozen=True, slots=True)
class OrderStanding:
    """An order of the run: accepted + short = n, samples = undecided + the sum of outcomes."""

    order: str
    asks: Mapping[str, Any]
    asked: int
    """Accepted reports that this job asked for; ``n`` may be more, if another job of the same orders did."""
    n: int
    accepted: int
    short: int
    samples: int
    undecided: int
    waiting: int
    """Of the undecided those that nobody has begun."""
    outcomes: Mapping[str, int]
    spent: Spent


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How a job stands now."""

    job: Job
    state: Standing
    orders: tuple[OrderStanding, ...] = ()
    ending: Mapping[str, Any] = field(default_factory=dict)
    """How and why the run ended, as its ledger says; empty while it goes on."""

    @property
    def over(self) -> bool:
        """Whether nothing more will come by itself."""
        return self.state not in ("queued", "running")

    @property
    def outcomes(self) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for order in self.orders:
            found.update(order.outcomes)
        return dict(found)

    @property
    def spent(self) -> Spent:
        return spent_in_all(order.spent for order in self.orders)


async def job_of(site: Site, project: str, job: str) -> Job:
    """A job of a project.

    Raises:
        Problem: it has none of this id; another project's are not told apart from none.
    """
    found = await JobBook(site.database).get(project, job)
    if found is None:
        raise Problem("not-found", "there is no job of this id")
    return found


async def job_status(site: Site, project: str, job: str | Job) -> JobStatus:
    """How a job stands.

    Raises:
        Problem: there is no such job.
        StorageError: the ledger can't be read now.
    """
    found = job if isinstance(job, Job) else await job_of(site, project, job)
    ledger = await site.ledgers.of(project)
    row = await ledger.run(found.run) if found.run else None
    if row is None:
        return JobStatus(found, _UNOPENED.get(found.state, "queued"))
    orders = await _orders(ledger, found, row)
    ended = await ledger.latest(row.id, "ended") if row.over else None
    status = JobStatus(found, _state(found, row, orders, ended), orders, dict(ended.payload) if ended else {})
    await _settled(site, status)
    return status


async def is_over(ledger: Ledger, job: Job) -> bool:
    """Whether a job's run is over, at the cost of one row."""
    row = await ledger.run(job.run) if job.run else None
    return row is not None and (row.over or row.state == "cancelled")


async def _orders(ledger: Ledger, job: Job, row: RunRow) -> tuple[OrderStanding, ...]:
    tallies = {tally.order: tally for tally in await ledger.tallies(row.id)}
    spent = await ledger.spent(row.id)
    wanted: Mapping[str, int] = job.body.get("wanted", {})
    kept: Sequence[OrderRow] = await ledger.orders(row.id)
    return tuple(
        _order(one, wanted.get(one.id, one.n), tallies.get(one.id), spent.get(one.id, Spent()))
        for one in kept
        if not wanted or one.id in wanted
    )


def _order(row: OrderRow, asked: int, tally: Tally | None, spent: Spent) -> OrderStanding:
    outcomes = {str(name): number for name, number in tally.outcomes.items() if number} if tally else {}
    samples, accepted = tally.samples if tally else 0, outcomes.get("accepted", 0)
    return OrderStanding(
        order=row.id,
        asks=row.order,
        asked=asked,
        n=row.n,
        accepted=accepted,
        short=max(0, row.n - accepted),
        samples=samples,
        undecided=samples - sum(outcomes.values()),
        waiting=tally.states.get("planned", 0) if tally else 0,
        outcomes=outcomes,
        spent=spent,
    )


def _state(job: Job, row: RunRow, orders: Sequence[OrderStanding], ended: Event | None) -> Standing:
    if job.state == "cancelled":
        return "cancelled"
    if job.state == "failed":
        return "failed"
    if _is_met(job, orders):
        return "done"
    if row.state == "cancelled":
        return "cancelled"
    if ended is not None and ended.payload.get("how") in OVER:
        return OVER[str(ended.payload["how"])]
    return "running" if any(order.samples > order.waiting for order in orders) else "queued"


def _is_met(job: Job, orders: Sequence[OrderStanding]) -> bool:
    """Whether what was asked is there: accepted reports, or a decision about every report handed in."""
    if job.kind == "reports":
        return bool(orders) and all(order.samples >= order.n and not order.undecided for order in orders)
    return bool(orders) and all(order.accepted >= order.asked for order in orders)


async def _settled(site: Site, status: JobStatus) -> None:
    """Notes that a job is over, so that it no longer counts as open."""
    states: Mapping[Standing, JobState] = {"done": "done", "paused": "paused", "cancelled": "cancelled"}
    if status.job.state in ("opening", "open") and status.state in states:
        await JobBook(site.database).turn(status.job, states[status.state])
