"""Holds a job's run to what the key that asked for it has left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from casewright.ledger.protocol import Spent
from casewright.runs.limits import OrderLimits
from casewright.service.budgets import Purse
from casewright.service.jobs.allowing import narrowed, spent_in_all
from casewright.service.jobs.keeping import JobBook
from casewright.service.principal import Principal

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["Allowed", "allowed_for"]


@dataclass(frozen=True)
class Allowed:
    """What a run may use as a whole, and the purse that pays for it."""

    purse: Purse
    run: str
    total: OrderLimits

    def hold(self, connection: Connection) -> str | None:
        """Holds it for a job, in the transaction that keeps the job.

        Raises:
            Problem: another job of this key was there first.
        """
        return self.purse.hold(connection, self.run, self.total)


async def allowed_for(site: Site, caller: Principal, run: str, asked: OrderLimits) -> Allowed:
    """What a run may use: what is asked for, as far as the caller's budget goes.

    Raises:
        Problem: nothing is left of the budget.
        StorageError: it can't be counted now.
    """
    purse = await Purse.of(site, caller)
    left = await site.database.read(purse.left)
    return Allowed(purse, run, narrowed(asked, left, await _own(site, caller, run)))


async def _own(site: Site, caller: Principal, run: str) -> Spent:
    """What the run used already and is counted against this key, whose job it was."""
    if not await JobBook(site.database).has_on(caller.project, caller.key, run):
        return Spent()
    ledger = await site.ledgers.of(caller.project)
    return spent_in_all((await ledger.spent(run)).values())
