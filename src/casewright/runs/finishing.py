"""The end of a run, or of a start of it that was paused: its records, its figures, its summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from casewright.graphs.parts import Parts
from casewright.ledger.protocol import Ledger, OrderRow
from casewright.runs.parrot import parrot_figures
from casewright.runs.rounds import standings
from casewright.runs.summary import summarise
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["finish_run", "stored_records"]


async def finish_run(
    ledger: Ledger, run: str, judging: str, orders: Sequence[OrderRow], parts: Parts, *, paused: bool
) -> dict[str, Any]:
    """The summary of a run from what its ledger holds; of a paused one, the undecided samples are counted beside."""
    records = await stored_records(ledger, run, judging)
    levels = {row.id: str(row.order["level"]) for row in orders}
    figures = await parrot_figures(parts, records, levels)
    rows = await ledger.samples(run, judging)
    decided = [row for row in rows if row.decision is not None]
    stand, undecided = standings(orders, decided if paused else rows), len(rows) - len(decided)
    return summarise(run, judging, stand, records, figures, parts=parts, orders=orders, undecided=undecided)


async def stored_records(ledger: Ledger, run: str, judging: str | None = None) -> list[Record]:
    """The records of all decided samples of a run, each with its effective decision, in sample order."""
    found = []
    for row in await ledger.samples(run, judging):
        stored = None if row.decision is None else await ledger.record(run, row.planned.id, judging)
        if stored is not None and row.decision is not None:
            found.append(replace(from_json(Record, stored), decision=row.decision))
    return found
