"""What a key spent outside of jobs: calls of single evaluations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from casewright.service.budgets.sums import NOTHING, Caps, Sum
from casewright.service.principal import Principal
from casewright.service.store import alone
from casewright.service.store.tables import spending

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["charge", "charged"]


async def charge(site: Site, caller: Principal, *, calls: int = 0, tokens: int = 0, usd: float = 0.0) -> None:
    """Adds what an evaluation used to what a key with a budget spent; of others nothing is kept.

    Raises:
        StorageError: it can't be kept now.
    """
    used = Sum(calls, tokens, usd)
    if used != NOTHING and Caps.of_key(caller.limits).bound:
        await site.database.run(lambda connection: _add(connection, caller, used))


def charged(connection: Connection, caller: Principal) -> Sum:
    """What a key spent outside of jobs."""
    columns = (spending.c.calls, spending.c.tokens, spending.c.usd)
    row = connection.execute(select(*columns).where(_of(caller))).first()
    return Sum(*row) if row else NOTHING


def _add(connection: Connection, caller: Principal, used: Sum) -> None:
    alone(connection, "budget", caller.project, caller.key)
    more = {
        "calls": spending.c.calls + used.calls,
        "tokens": spending.c.tokens + used.tokens,
        "usd": spending.c.usd + used.usd,
    }
    if connection.execute(update(spending).where(_of(caller)).values(more)).rowcount:
        return
    first = {"calls": used.calls, "tokens": used.tokens, "usd": used.usd}
    connection.execute(insert(spending).values(project=caller.project, key=caller.key, **first))


def _of(caller: Principal) -> ColumnElement[bool]:
    return and_(spending.c.project == caller.project, spending.c.key == caller.key)
