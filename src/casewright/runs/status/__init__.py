"""Status: how a run stands right now, read from its ledger by whoever wants to know."""

from __future__ import annotations

from casewright.runs.status.look import RunWatch
from casewright.runs.status.standing import HeldSample, Note, OrderStatus, RunStatus

__all__ = ["HeldSample", "Note", "OrderStatus", "RunStatus", "RunWatch"]
