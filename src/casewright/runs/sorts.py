"""What a run's samples are to a worker: cases to be written, or reports that exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from casewright.graphs.state import GateState
from casewright.ledger.protocol import Claim
from casewright.runs.steward import Steward
from casewright.types import Decision, Record

__all__ = ["Sort", "Writing"]


class Sort(Protocol):
    """How a sample enters the gate, and how it leaves it."""

    async def start(self, claim: Claim) -> GateState:
        """The gate's first state."""

    def finish(self, claim: Claim, record: Record) -> tuple[Record, Decision | None]:
        """The record as it is kept, with its decision, or ``None`` where that awaits a commit."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Cases of orders: what the gate lets through is committed at the end of its round."""

    steward: Steward

    async def start(self, claim: Claim) -> GateState:
        """See `Sort.start`."""
        order = await self.steward.order(claim.planned.order)
        target = {name: order[name] for name in ("system", "code", "kind", "language", "level")}
        request = {**claim.planned.case, "spec": {**order, "n": 1}}
        return {"sample": claim.sample, "request": request, "target": target}

    def finish(self, claim: Claim, record: Record) -> tuple[Record, Decision | None]:
        """See `Sort.finish`."""
        return record, None if record.decision.outcome == "accepted" else record.decision
