"""Items as they are kept: one row a sample that can be judged."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Insert, and_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row

from casewright.service.reviews.contracts import ItemState
from casewright.service.store import tables
from casewright.service.store.turns import alone

__all__ = ["is_item", "keep_items", "read_item", "stuck_items", "take_turn", "turn_item", "upsert"]

ITEMS = tables.items
KEY = ("project", "run", "sample")
STUCK_SECONDS = 10.0
"""After which somebody else brings to an end what was being settled."""


def is_item(project: str, run: str, sample: str, table: Any = ITEMS) -> ColumnElement[bool]:
    """The condition on an item's key."""
    return and_(table.c.project == project, table.c.run == run, table.c.sample == sample)


def take_turn(connection: Connection, project: str, run: str, sample: str) -> Row[Any] | None:
    """The item's row, which nobody else changes before this transaction ends."""
    alone(connection, "review", project, run, sample)
    return read_item(connection, project, run, sample)


def read_item(connection: Connection, project: str, run: str, sample: str) -> Row[Any] | None:
    return connection.execute(select(ITEMS).where(is_item(project, run, sample))).one_or_none()


def turn_item(connection: Connection, project: str, run: str, sample: str, state: ItemState, **more: Any) -> None:
    """Changes where an item stands."""
    values = {"state": state, "at": time.time(), **more}
    connection.execute(update(ITEMS).where(is_item(project, run, sample)).values(**values))


def keep_items(
    connection: Connection, rows: Sequence[Mapping[str, Any]], settled: Mapping[tuple[str, str], bool]
) -> None:
    """Keeps items as the ledger has them.

    A standing decision of a person settles one; one that was taken back opens it again; the machine's decisions leave
    the state of an item that is there alone.

    Args:
        connection: In a transaction.
        rows: Columns by name.
        settled: By (run, sample), where a person has spoken, whether that stands.
    """
    for row in rows:
        upsert(connection, ITEMS, row, KEY, keep=("state",))
        stands = settled.get((row["run"], row["sample"]))
        own = is_item(row["project"], row["run"], row["sample"])
        if stands:
            connection.execute(update(ITEMS).where(own, ITEMS.c.state != "settled").values(state="settled"))
        elif stands is False:
            connection.execute(update(ITEMS).where(own, ITEMS.c.state == "settled").values(state="open"))


def stuck_items(connection: Connection, project: str) -> Sequence[tuple[str, str]]:
    """Items that were being settled when a process ended."""
    where = (ITEMS.c.project == project, ITEMS.c.state == "settling", ITEMS.c.at < time.time() - STUCK_SECONDS)
    return [(row.run, row.sample) for row in connection.execute(select(ITEMS.c.run, ITEMS.c.sample).where(*where))]


def upsert(
    connection: Connection, table: Any, row: Mapping[str, Any], key: Sequence[str], *, keep: Sequence[str] = ()
) -> None:
    """Inserts a row, or changes the one with its key, whose columns ``keep`` stay."""
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    made = dialect.insert(table).values(**row)
    changed = {name: made.excluded[name] for name in row if name not in (*key, *keep)}
    connection.execute(cast(Insert, made.on_conflict_do_update(index_elements=list(key), set_=changed)))
