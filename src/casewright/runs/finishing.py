"""The end of a run, or of a start of it that was paused: its records, its figures, its summary."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from casewright.graphs.parts import Parts
from casewright.ledger.protocol import Ledger, OrderRow, SampleRow
from casewright.runs.decisions import keep_orders_full
from casewright.runs.digest import Digest
from casewright.runs.kept_figures import keep_figures, read_history
from casewright.runs.parrot import parrot_figures
from casewright.runs.rounds import Standing, standings_of
from casewright.runs.summary import CountsError, summarise
from casewright.runs.used import Used
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["each_record", "figures_of", "finish_run", "stored_records", "used_by"]


async def finish_run(
    ledger: Ledger, run: str, judging: str, orders: Sequence[OrderRow], parts: Parts, *, paused: bool
) -> dict[str, Any]:
    """The summary of a run from what its ledger holds; undecided samples are counted beside.

    What needs the judges is kept in the ledger, for exports made elsewhere, and what was accepted beyond an order in
    the same moment becomes surplus.

    Raises:
        CountsError: the counts don't add up, or samples of a run that isn't paused are undecided.
    """
    await keep_orders_full(ledger, run, judging)
    rows = await ledger.samples(run, judging)
    digest = Digest()
    async for record in each_record(ledger, run, rows, judging, digest):
        digest.add(record)
    stand = standings_of(orders, await ledger.tallies(run, judging))
    used = await used_by(ledger, run, rows)
    summary = await figures_of(run, judging, digest, orders, stand, used, parts)
    if summary["undecided"] and not paused and used.state == "open":
        raise CountsError(f"{run}: {summary['undecided']} samples are undecided and nothing paused the run")
    await keep_figures(ledger, run, summary, parts.resolve, orders)
    return summary


async def figures_of(
    run: str,
    judging: str,
    digest: Digest,
    orders: Sequence[OrderRow],
    stand: Sequence[Standing],
    used: Used,
    parts: Parts,
) -> dict[str, Any]:
    """The summary of what was read of a run's records.

    Raises:
        CountsError: the counts don't add up.
    """
    levels = {row.id: str(row.order["level"]) for row in orders}
    figures = await parrot_figures(parts, digest.records, levels)
    return summarise(run, judging, stand, digest, figures, parts=parts, orders=orders, used=used)


async def used_by(ledger: Ledger, run: str, rows: Sequence[SampleRow]) -> Used:
    """What a run used and what stopped it; ``rows`` are its samples."""
    found, history = await ledger.run(run), await read_history(ledger, run)
    given = frozenset(row.planned.order for row in rows if "case" in row.planned.case)
    spent, bill = await ledger.spent(run), await ledger.bill(run)
    return Used(spent, bill, history.stops, found.state if found else "open", history.given_up, given)


async def each_record(
    ledger: Ledger, run: str, rows: Sequence[SampleRow], judging: str | None, digest: Digest | None = None
) -> AsyncIterator[Record]:
    """The records of decided samples, one at a time; ``digest`` counts those that nothing was kept of."""
    for row in rows:
        stored = None if row.decision is None else await ledger.record(run, row.planned.id, judging)
        if stored is not None and row.decision is not None:
            yield replace(from_json(Record, stored), decision=row.decision)
        elif row.decision is not None and digest is not None:
            digest.add_bare(row.planned.order, row.decision.outcome)


async def stored_records(ledger: Ledger, run: str, judging: str | None = None) -> list[Record]:
    """The records of all decided samples of a run, each with its effective decision, in sample order.

    They are all in memory then: of a large run, go by `each_record`.
    """
    rows = await ledger.samples(run, judging)
    return [record async for record in each_record(ledger, run, rows, judging)]
