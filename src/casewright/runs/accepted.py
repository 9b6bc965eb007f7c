"""The table of what a run has accepted, kept beside its ledger over the rounds of a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casewright.ledger.protocol import Ledger, SampleRow
from casewright.measures.diversity import AcceptedTable
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["COUNTED", "AcceptedSoFar", "is_counted"]

COUNTED = ("accepted", "surplus")
"""Outcomes whose reports later ones are compared with."""


@dataclass
class AcceptedSoFar:
    """Reads each accepted report from the ledger once, and forgets everything as soon as one was withdrawn.

    The ledger is the truth: whatever it counts is in the table after `follow`, and nothing else is. No file is kept
    beside it: reading a thousand records again after a restart takes three seconds, and a file could be stale.
    """

    table: AcceptedTable = field(default_factory=AcceptedTable)

    async def follow(self, ledger: Ledger, run: str, samples: Sequence[SampleRow]) -> AcceptedTable:
        """The table of what these samples count, by whomever they were decided."""
        counted = [row for row in samples if is_counted(row)]
        if not {row.planned.id for row in counted} >= set(self.table.ids):
            self.table = AcceptedTable()
        for row in counted:
            if row.planned.id not in self.table:
                record = from_json(Record, await ledger.record(run, row.planned.id))
                self.table.add(record.id, record.text or "", code=record.code)
        return self.table


def is_counted(row: SampleRow) -> bool:
    """Whether a sample's report stands among those that later ones are compared with."""
    return row.decision is not None and row.decision.outcome in COUNTED
