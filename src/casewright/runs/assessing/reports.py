"""Reports that exist, as samples: they enter the gate after the writer, and what it decides stands at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casewright.graphs.state import GateState
from casewright.ledger.protocol import Claim
from casewright.runs.assessing.kept import report_of
from casewright.types import Decision, Record

__all__ = ["Reports"]


@dataclass(frozen=True, slots=True)
class Reports:
    """The `casewright.runs.sorts.Sort` of evaluation runs."""

    async def start(self, claim: Claim) -> GateState:
        """See `Sort.start`."""
        return report_of(claim.planned).start(claim.sample)

    def finish(self, claim: Claim, record: Record) -> tuple[Record, Decision | None]:
        """See `Sort.finish`."""
        return replace(record, extra=dict(report_of(claim.planned).extra)), record.decision
