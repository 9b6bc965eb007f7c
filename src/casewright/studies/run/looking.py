"""What the ledgers of a study's cells hold already: looked at before anything is begun."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from casewright.errors import InputError
from casewright.ledger import open_ledger
from casewright.ledger.protocol import Ledger, RunRow, Spent, Tally
from casewright.runs.orders import order_id
from casewright.runs.session import RunSession
from casewright.studies.plan import Cell
from casewright.studies.run.stage import Stage
from casewright.studies.run.wall_time import WallTime, wall_time

__all__ = ["Found", "look", "looked_into", "require_same", "sum_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """How a cell's run stands by its ledger; ``fault`` says why it is another one than the study means."""

    decided: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    used: Spent = field(default_factory=Spent)
    time: WallTime = field(default_factory=WallTime)
    fault: str = ""

    def told(self) -> dict[str, Any]:
        """As `CellEntry` has it."""
        return {
            "decided": self.decided,
            "outcomes": dict(self.outcomes),
            "used": self.used,
            "seconds": self.time.seconds,
            "began": self.time.began,
            "ended": self.time.ended,
        }


@asynccontextmanager
async def looked_into(stage: Stage, cell: Cell) -> AsyncIterator[Ledger | None]:
    """The ledger of a cell; ``None`` where it has none yet."""
    where = stage.ledger_of(cell)
    ledger = None if where is None else open_ledger(where, project=stage.project)
    try:
        yield ledger
    finally:
        if ledger is not None:
            await ledger.close()


async def look(stage: Stage, cell: Cell, session: RunSession) -> Found:
    """How the cell's run stands now.

    Raises:
        InputError: what is there is no ledger.
        StorageError: it can't be read now.
    """
    async with looked_into(stage, cell) as ledger:
        if ledger is None:
            return Found()
        fault = _other_run(stage, await ledger.runs(), session)
        tallies = () if fault else await ledger.tallies(session.run, session.judging)
        fault = fault or await _other_samples(stage, cell, ledger, session.run, tallies)
        if fault:
            return Found(fault=fault)
        decided = sum(tally.states.get("decided", 0) for tally in tallies)
        used = sum_of((await ledger.spent(session.run)).values())
        return Found(decided, _outcomes(tallies), used, await wall_time(ledger, session.run))


def require_same(found: Mapping[str, Found]) -> None:
    """Refuses a study of whose cells some were made otherwise; ``found`` is by cell.

    Raises:
        InputError: names the cells and what differs.
    """
    wrong = [f"{name}: {one.fault}" for name, one in found.items() if one.fault]
    if wrong:
        told = "\n  ".join(wrong[:20] + ([f"and {len(wrong) - 20} more"] if len(wrong) > 20 else []))
        raise InputError(
            f"{len(wrong)} of {len(found)} cells were begun otherwise; give another folder with --out, or move theirs "
            f"away:\n  {told}"
        )


def sum_of(parts: Iterable[Spent]) -> Spent:
    """Several bills as one."""
    listed = list(parts)
    names = ("calls", "tokens", "usd", "seconds", "unpriced")
    return Spent(**{name: sum(getattr(one, name) for one in listed) for name in names})


def _other_run(stage: Stage, known: Sequence[RunRow], session: RunSession) -> str:
    if stage.ledger_url is not None or not known or session.run in {row.id for row in known}:
        return ""
    return (
        f"its folder holds run {known[0].id}, made with other orders, models, rubrics, settings or another version "
        f"than run {session.run}"
    )


async def _other_samples(stage: Stage, cell: Cell, ledger: Ledger, run: str, tallies: Sequence[Tally]) -> str:
    """A second round would be steered by the first: n can't be raised, and no more than n may have been tried."""
    begun = {row.id: row.n for row in await ledger.orders(run)}
    tried = {tally.order: tally.samples for tally in tallies}
    for order in stage.plan.groups[cell.group].orders:
        name = order_id(order)
        was = begun.get(name, order.n)
        if was != order.n or tried.get(name, 0) > order.n:
            more = f", and {tried[name]} samples were tried" if tried.get(name, 0) > was else ""
            return f"{name} was begun with n = {was}{more}; the study asks {order.n}"
    return ""


def _outcomes(tallies: Sequence[Tally]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tally in tallies:
        for name, number in tally.outcomes.items():
            found[str(name)] = found.get(str(name), 0) + number
    return found
