"""Pages of samples: what comes after the last one seen, read from an index no further than asked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from casewright.errors import UnknownNameError
from casewright.ledger.protocol import SampleRow
from casewright.ledger.queries import STATES, newest_judging, sample_row
from casewright.ledger.tables import Row, Tables
from casewright.types import Outcome

__all__ = ["Asked", "read_page"]

FIRST = {"round": -1, "position": -1, "index": -1, "after": ""}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which samples: as `casewright.ledger.protocol.Ledger.page` has them."""

    after: str | None
    limit: int
    outcomes: Collection[Outcome] | None
    orders: Collection[str] | None


def read_page(tables: Tables, run: str, judging: str | None, asked: Asked) -> tuple[SampleRow, ...]:
    """The next samples in (round, order, index) order, with the decision that stands under a judging."""
    values = {
        "run": run,
        "judging": newest_judging(tables, run) if judging is None else judging,
        "positions": _positions(tables, run, asked.orders),
        "limit": asked.limit,
        **_place(tables, run, asked.after),
    }
    parts = chain.from_iterable(_parts(tables, values, asked.outcomes))
    rows = sorted(parts, key=lambda row: (row["round"], row["position"], row["idx"], row["id"]))
    return tuple(sample_row(tables, row) for row in rows[: asked.limit])


def _parts(tables: Tables, values: dict[str, Any], outcomes: Collection[Outcome] | None) -> Iterator[Sequence[Row]]:
    """Each state, or each outcome, lies in order in an index: the page is among the firsts of each."""
    if outcomes is None:
        yield from (tables.execute("samples.page", state=state, **values).fetchall() for state in STATES)
    else:
        asked = sorted(set(outcomes))
        yield from (tables.execute("decisions.page", outcome=outcome, **values).fetchall() for outcome in asked)


def _place(tables: Tables, run: str, after: str | None) -> dict[str, Any]:
    if after is None:
        return FIRST
    row = tables.one("samples.place", run=run, sample=after)
    if row is None:
        raise UnknownNameError("sample", after, ())
    return {"round": row["round"], "position": row["position"], "index": row["idx"], "after": after}


def _positions(tables: Tables, run: str, orders: Collection[str] | None) -> str | None:
    if orders is None:
        return None
    rows = tables.execute("runs.orders", run=run).fetchall()
    return json.dumps([row["position"] for row in rows if row["id"] in orders])
