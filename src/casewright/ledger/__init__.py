"""The one record of what happened. Open `protocol.py` first; `open_ledger` gives an implementation."""

from __future__ import annotations

from casewright.ledger.opening import FILE_NAME, open_ledger
from casewright.ledger.protocol import (
    Bill,
    CallRow,
    Claim,
    Event,
    Held,
    Ledger,
    OrderRow,
    PlannedSample,
    RunRow,
    RunState,
    SampleRow,
    SampleState,
    Spent,
    Tally,
)
from casewright.ledger.sqlite import SqliteLedger

__all__ = [
    "FILE_NAME",
    "Bill",
    "CallRow",
    "Claim",
    "Event",
    "Held",
    "Ledger",
    "OrderRow",
    "PlannedSample",
    "RunRow",
    "RunState",
    "SampleRow",
    "SampleState",
    "Spent",
    "SqliteLedger",
    "Tally",
    "open_ledger",
]
