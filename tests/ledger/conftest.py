"""Every ledger that must keep the contract, and rows to put into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from casewright.ledger import Ledger, OrderRow, PlannedSample, RunRow, SqliteLedger, open_ledger
from casewright.testing.memory_ledger import MemoryLedger

RUN = RunRow("run-1", {"seed": 0}, {"concurrency": 2})
ORDERS = (OrderRow("o-b", {"code": "F41.1"}, 1), OrderRow("o-a", {"code": "F32.1"}, 2))


def planned(name: str, order: str = "o-b", index: int = 0, round_: int = 0) -> PlannedSample:
    return PlannedSample(name, order, index, round_, {"age": 40})


def make(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    if name == "postgresql":
        return open_ledger(request.getfixturevalue("postgres_url"))
    return SqliteLedger(tmp_path / "ledger.sqlite3") if name == "sqlite" else MemoryLedger()


@pytest.fixture(params=["sqlite", "memory", pytest.param("postgresql", marks=pytest.mark.server)])
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ledger]:
    made = make(request.param, request, tmp_path)
    await made.open_run(RUN, ORDERS)
    yield made
    await made.close()
