"""Every ledger that must keep the contract, and rows to put into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from casewright.ledger import Ledger, OrderRow, PlannedSample, RunRow, SqliteLedger
from casewright.testing.memory_ledger import MemoryLedger

RUN = RunRow("run-1", {"seed": 0}, {"concurrency": 2})
ORDERS = (OrderRow("o-b", {"code": "F41.1"}, 1), OrderRow("o-a", {"code": "F32.1"}, 2))


def planned(name: str, order: str = "o-b", index: int = 0, round_: int = 0) -> PlannedSample:
    return PlannedSample(name, order, index, round_, {"age": 40})


@pytest.fixture(params=["sqlite", "memory"])
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ledger]:
    made: Ledger = SqliteLedger(tmp_path / "ledger.sqlite3") if request.param == "sqlite" else MemoryLedger()
    await made.open_run(RUN, ORDERS)
    yield made
    await made.close()
