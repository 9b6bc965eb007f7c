"""The samples of a job, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casewright.ledger.protocol import Ledger, OrderRow, SampleRow
from casewright.service.jobs.answers import SampleAnswer, SamplePage
from casewright.service.jobs.job import Job
from casewright.service.jobs.places import place_of, word_of
from casewright.service.records import visible
from casewright.types import Outcome
from casewright.wire import to_json

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["Wanted", "page_of_samples"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which samples of a job, and how much of them. An empty filter lets all through."""

    outcomes: Collection[Outcome] = ()
    code: str | None = None
    language: str | None = None
    kind: str | None = None
    records: bool = True
    limit: int = 50
    after: str | None = None
    """The ``next`` of the page before."""


async def page_of_samples(site: Site, job: Job, wanted: Wanted, *, privacy: bool) -> SamplePage:
    """A page of samples; records as the caller may see them.

    Raises:
        Problem: ``after`` is not a page's end of this job's list.
    """
    what = f"samples/{job.project}/{job.id}"
    after = place_of(site.secret, what, wanted.after)
    ledger = await site.ledgers.of(job.project)
    orders = await ledger.orders(job.run)
    asked = {row.id: row for row in orders if _is_wanted(row, job, wanted)}
    if not asked:
        return SamplePage(samples=(), next=None)
    outcomes = tuple(wanted.outcomes) or None
    rows = await ledger.page(job.run, after=after, limit=wanted.limit + 1, outcomes=outcomes, orders=tuple(asked))
    shown = rows[: wanted.limit]
    return SamplePage(
        samples=tuple([await _sample(ledger, job.run, row, asked, wanted, privacy=privacy) for row in shown]),
        next=word_of(site.secret, what, shown[-1].planned.id) if len(rows) > len(shown) else None,
    )


def _is_wanted(row: OrderRow, job: Job, wanted: Wanted) -> bool:
    own: Sequence[str] = list(job.body.get("wanted", ()))
    filters = {"code": wanted.code, "language": wanted.language, "kind": wanted.kind}
    fits = all(value is None or row.order[name] == value for name, value in filters.items())
    return fits and (not own or row.id in own)


async def _sample(
    ledger: Ledger, run: str, row: SampleRow, orders: dict[str, OrderRow], wanted: Wanted, *, privacy: bool
) -> SampleAnswer:
    asks: Any = orders[row.planned.order].order
    kept = await _record(ledger, run, row) if wanted.records and row.has_record else None
    return SampleAnswer(
        sample=row.planned.id,
        order=row.planned.order,
        code=asks["code"],
        language=asks["language"],
        kind=asks["kind"],
        round=row.planned.round,
        state=row.state,
        outcome=row.decision.outcome if row.decision else None,
        record=visible(kept, privacy=privacy) if kept is not None else None,
    )


async def _record(ledger: Ledger, run: str, row: SampleRow) -> Any:
    """The record with the decision that stands, a person's too."""
    kept = await ledger.record(run, row.planned.id)
    return kept if kept is None or row.decision is None else {**kept, "decision": to_json(row.decision)}
