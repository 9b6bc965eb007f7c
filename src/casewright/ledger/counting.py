"""What the database counts: samples by state and outcome, calls, tokens and money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casewright.ledger.protocol import Bill, Spent, Tally
from casewright.ledger.queries import newest_judging
from casewright.ledger.tables import Tables

__all__ = ["read_bill", "read_spent", "read_tallies"]


def read_tallies(tables: Tables, run: str, judging: str | None) -> tuple[Tally, ...]:
    """How many samples each order has; under the newest judging unless one is named."""
    orders = {row["position"]: row["id"] for row in tables.execute("runs.orders", run=run).fetchall()}
    states: dict[int, dict[Any, int]] = {position: {} for position in orders}
    outcomes: dict[int, dict[Any, int]] = {position: {} for position in orders}
    last = dict.fromkeys(orders, 0)
    for row in tables.execute("samples.tally", run=run).fetchall():
        states[row["position"]][row["state"]] = row["number"]
        last[row["position"]] = max(last[row["position"]], row["last_round"])
    for row in tables.execute("decisions.tally", run=run, judging=judging or newest_judging(tables, run)).fetchall():
        outcomes[row["position"]][row["outcome"]] = row["number"]
    return tuple(Tally(order, states[at], outcomes[at], last[at]) for at, order in orders.items())


def read_bill(tables: Tables, run: str) -> Bill:
    """What the run's calls came to."""
    (calls,) = tables.execute("calls.count", run=run).fetchall()
    ended = {row["state"]: row["number"] for row in tables.execute("beginnings.count", run=run).fetchall()}
    again, failed, left = (ended.get(state, 0) for state in ("again", "failed", "open"))
    return Bill(calls["number"] + again + failed + left, calls["number"], again, failed, left)


def read_spent(tables: Tables, run: str) -> Mapping[str, Spent]:
    """What each order with calls used, over all starts."""
    return {
        row["order_id"]: Spent(
            int(row["calls"]), int(row["tokens"]), float(row["usd"]), float(row["seconds"]), int(row["unpriced"])
        )
        for row in tables.execute("spending.of_run", run=run).fetchall()
    }
