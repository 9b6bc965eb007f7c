"""The one record of what happened. Open `protocol.py` first; `open_ledger` gives an implementation."""

from __future__ import annotations

from casewright.ledger.opening import FILE_NAME, open_ledger
from casewright.ledger.protocol import (
    CallRow,
    Claim,
    Event,
    Ledger,
    OrderRow,
    PlannedSample,
    RunRow,
    SampleRow,
    SampleState,
)
from casewright.ledger.sqlite import SqliteLedger

__all__ = [
    "FILE_NAME",
    "CallRow",
    "Claim",
    "Event",
    "Ledger",
    "OrderRow",
    "PlannedSample",
    "RunRow",
    "SampleRow",
    "SampleState",
    "SqliteLedger",
    "open_ledger",
]
