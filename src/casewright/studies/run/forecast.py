"""What the rest of a study would take, arm by arm, where some of its samples were tried already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casewright.runs.estimate import Estimate, Range, Tried, Wanted, estimate
from casewright.runs.finishing import stored_records
from casewright.runs.preview import tried_samples
from casewright.studies.plan import Cell
from casewright.studies.run.journal import CellEntry
from casewright.studies.run.looking import looked_into
from casewright.studies.run.stage import Stage

__all__ = ["ArmForecast", "forecast"]


@dataclass(frozen=True, slots=True)
class ArmForecast:
    """A writer on a group of orders, with the loop or once, over all seeds asked for.

    ``whole`` is of all its samples, tried ones too; ``None`` where none was tried. ``seconds_left`` is what of its time
    is still to come, at the concurrency of settings.
    """

    arm: str
    samples: int
    tried: int
    whole: Estimate | None
    seconds_left: Range | None


async def forecast(stage: Stage, cells: Sequence[Cell], entries: Sequence[CellEntry]) -> tuple[ArmForecast, ...]:
    """The estimate of each arm by its own samples so far. Nothing is worked on."""
    runs = {entry.name: entry.run for entry in entries}
    arms: dict[str, list[Cell]] = {}
    for cell in cells:
        arms.setdefault(cell.arm, []).append(cell)
    return tuple([await _of_arm(stage, arm, own, [runs[cell.name] for cell in own]) for arm, own in arms.items()])


async def _of_arm(stage: Stage, arm: str, cells: Sequence[Cell], runs: Sequence[str]) -> ArmForecast:
    tried: list[Tried] = []
    for cell, run in zip(cells, runs, strict=True):
        tried += await _tried(stage, cell, run)
    orders = [order for cell in cells for order in stage.plan.groups[cell.group].orders]
    samples, at_once = sum(order.n for order in orders), stage.settings.how.concurrency
    if not tried:
        return ArmForecast(arm, samples, 0, None, None)
    whole = estimate(tried, [Wanted(order.n, order.n) for order in orders], at_once=at_once)
    if len(tried) >= samples:
        return ArmForecast(arm, samples, len(tried), whole, Range(0.0, 0.0, 0.0))
    left, total = (samples - len(tried)) / samples, whole.seconds.total
    return ArmForecast(arm, samples, len(tried), whole, Range(total.low * left, total.point * left, total.high * left))


async def _tried(stage: Stage, cell: Cell, run: str) -> tuple[Tried, ...]:
    async with looked_into(stage, cell) as ledger:
        if ledger is None:
            return ()
        return await tried_samples(ledger, run, await stored_records(ledger, run))
