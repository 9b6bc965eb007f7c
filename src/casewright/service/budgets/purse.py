"""What a key has left: its budget without what its jobs used, and without what its open jobs still may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, select, update

from casewright.runs.limits import OrderLimits, RunLimits
from casewright.service.budgets.spending import charged
from casewright.service.budgets.sums import NOTHING, Caps, Sum
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.store import alone
from casewright.service.store.tables import jobs

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["Purse", "remaining"]

ROUNDING = 1e-9


async def remaining(site: Site, caller: Principal) -> RunLimits:
    """What is left of the caller's budget now; ``None`` is not limited, zero or less is spent or held.

    Raises:
        StorageError: it can't be counted now.
    """
    purse = await Purse.of(site, caller)
    return RunLimits(await site.database.read(purse.left))


@dataclass(frozen=True)
class Purse:
    """A key's budget, with what the ledger said of its runs that aren't settled yet.

    A job holds what it was given until its run is over, so that jobs handed in at once can't spend the budget twice:
    whoever has a budget names one for each job, or waits.
    """

    caller: Principal
    live: Mapping[str, Sum] = field(default_factory=dict)
    over: frozenset[str] = frozenset()

    @classmethod
    async def of(cls, site: Site, caller: Principal) -> Purse:
        """Asks the ledger; what is over is settled, and not asked for again.

        Raises:
            StorageError: it can't be counted now.
        """
        if not Caps.of_key(caller.limits).bound:
            return cls(caller)
        asked = select(jobs.c.run).where(*_unsettled(caller)).distinct()
        runs = await site.database.read(lambda connection: connection.scalars(asked).all())
        ledger = await site.ledgers.of(caller.project)
        live: dict[str, Sum] = {}
        over: set[str] = set()
        for run in runs:
            row = await ledger.run(run)
            live[run] = Sum.of((await ledger.spent(run)).values()) if row else NOTHING
            if row and (row.over or row.state == "cancelled"):
                over.add(run)
        purse = cls(caller, live, frozenset(over))
        if over:
            await site.database.run(purse._settle)
        return purse

    def left(self, connection: Connection) -> OrderLimits:
        """What is left of the budget."""
        caps = Caps.of_key(self.caller.limits)
        return caps.minus(self._used(connection)) if caps.bound else OrderLimits()

    def hold(self, connection: Connection, run: str, limits: OrderLimits) -> str | None:
        """Holds a run's limits for a job, in the transaction that keeps it: what belongs into its ``caps``.

        Args:
            connection: The transaction's.
            run: The job's run, which may be another job's too.
            limits: The run's as a whole: what it used so far is a part of them.

        Raises:
            Problem: budget-spent; another job of this key was there first.
        """
        budget = Caps.of_key(self.caller.limits)
        if not budget.bound:
            return None
        alone(connection, "budget", self.caller.project, self.caller.key)
        caps = Caps.of_run(limits)
        left = budget.minus(self._used(connection, run, caps.held))
        if any(one is not None and one < -ROUNDING for one in (left.max_calls, left.max_tokens, left.max_usd)):
            raise Problem("budget-spent", "what is left of the key's budget is held by its open jobs, or spent")
        return caps.text

    def _used(self, connection: Connection, run: str = "", held: Sum = NOTHING) -> Sum:
        """What all runs used, or hold where they are not over; and this one, as if it held that."""
        found = {run: held} if run else {}
        for row in connection.execute(select(jobs.c.run, jobs.c.caps).where(*_unsettled(self.caller))):
            hold = NOTHING if row.run in self.over else Caps.parse(row.caps).held
            used = self.live.get(row.run, NOTHING).at_least(hold)
            found[row.run] = found.get(row.run, NOTHING).at_least(used)
        total = charged(connection, self.caller) + _settled(connection, self.caller, run)
        for used in found.values():
            total += used
        return total

    def _settle(self, connection: Connection) -> None:
        for run in sorted(self.over):
            used = self.live[run]
            values = {"used_calls": used.calls, "used_tokens": used.tokens, "used_usd": used.usd}
            connection.execute(update(jobs).where(*_of(self.caller), jobs.c.run == run).values(values))


def _of(caller: Principal) -> tuple[ColumnElement[bool], ...]:
    return (jobs.c.project == caller.project, jobs.c.key == caller.key, jobs.c.run != "", jobs.c.state != "failed")


def _unsettled(caller: Principal) -> tuple[ColumnElement[bool], ...]:
    return (*_of(caller), jobs.c.used_calls.is_(None))


def _settled(connection: Connection, caller: Principal, without: str) -> Sum:
    """What the runs used whose every job is settled: of several jobs on one run the last one knows all of it."""
    again = select(jobs.c.run).where(*_unsettled(caller))
    used = (jobs.c.used_calls, jobs.c.used_tokens, jobs.c.used_usd)
    by_run = select(*(func.max(one).label(one.name) for one in used)).where(
        *_of(caller), jobs.c.used_calls.is_not(None), jobs.c.run != without, jobs.c.run.not_in(again)
    )
    each = by_run.group_by(jobs.c.run).subquery()
    row = connection.execute(select(*(func.coalesce(func.sum(each.c[one.name]), 0) for one in used))).one()
    return Sum(int(row[0]), int(row[1]), float(row[2]))
