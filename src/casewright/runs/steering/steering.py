"""Looks at what a run has, between its rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casewright.ledger.protocol import Ledger, OrderRow, SampleRow
from casewright.plans import Choices, choices
from casewright.runs.limits import RunLimits
from casewright.runs.standing import Standing, count_samples, places, samples_left, standings_of
from casewright.runs.steering.asking import Round, ask
from casewright.runs.steering.history import History
from casewright.runs.steering.outlook import Outlook, Stop
from casewright.runs.steering.seen import read_sample
from casewright.runs.steering.stopping import Prospect, find_stops, most_often
from casewright.types import Order
from casewright.wire import from_json

__all__ = ["STEERING", "Steering"]

STEERING = "1"
"""Changes with whatever makes a round of the same history ask for other cases: part of a run's identity."""


@dataclass
class Steering:
    """The outlook of each round, a pure function of the ledger: whoever looks, and whenever, sees the same.

    What was read is kept over the rounds of a process; a new one reads it again.

    Attributes:
        ledger: Where the run is.
        run: Its id.
        orders: Its orders.
        judging: Hash of what judges.
        round_size: Most samples an order gets in a round.
        seed: The run's seed.
        limits: Most samples an order may have.
        cases: Cases of the user's own, by order: they can't be steered.
        steer: Whether cases are steered; it decides about them, so a run's identity tells it.
        stop_early: Whether orders that can't be filled are given up.
    """

    ledger: Ledger
    run: str
    orders: Sequence[OrderRow]
    judging: str
    round_size: int
    seed: int = 0
    limits: RunLimits = field(default_factory=RunLimits)
    cases: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    steer: bool = True
    stop_early: bool = True
    _histories: dict[str, History] = field(default_factory=dict, init=False)
    _choices: dict[str, Choices | None] = field(default_factory=dict, init=False)
    _noted: int = field(default=0, init=False)

    async def look(self) -> Outlook:
        """The outlook for the next round; every sample of the rounds before is decided."""
        samples = await self.ledger.samples(self.run, self.judging)
        await self._follow(samples)
        tallies = count_samples(self.orders, samples)
        standings = dict(zip((row.id for row in self.orders), standings_of(self.orders, tallies), strict=True))
        stopped = find_stops(self._prospects(standings)) if self.stop_early else {}
        steers: dict[str, Sequence[Mapping[str, Any]]] = {}
        told: dict[str, Mapping[str, Any]] = {}
        for row in self.orders:
            if row.id not in stopped:
                steers[row.id], told[row.id] = self._ask(row, standings[row.id])
        await self._note(max((tally.last_round for tally in tallies), default=0), standings, told, stopped)
        return Outlook({name: own for name, own in steers.items() if own}, stopped)

    async def _follow(self, samples: Sequence[SampleRow]) -> None:
        """Reads each order's new samples in their sequence, up to the first that is not decided."""
        by_order: dict[str, list[SampleRow]] = {row.id: [] for row in self.orders}
        for sample in sorted(samples, key=lambda item: item.planned.index):
            by_order[sample.planned.order].append(sample)
        for row in self.orders:
            past = self._history(row)
            for sample in by_order[row.id][past.seen :]:
                if sample.state != "decided":
                    break
                past.seen += 1
                record = await self.ledger.record(self.run, sample.planned.id, self.judging)
                if record is not None:
                    past.add(read_sample(record, sample.planned.case))

    def _history(self, row: OrderRow) -> History:
        if row.id not in self._histories:
            own = bool(self.cases.get(row.id)) or not self.steer
            self._choices[row.id] = None if own else choices(from_json(Order, {**row.order, "n": 1}))
            found = self._choices[row.id]
            self._histories[row.id] = History(tuple(found.shares["age"]) if found else ())
        return self._histories[row.id]

    def _prospects(self, standings: Mapping[str, Standing]) -> dict[str, Prospect]:
        return {
            row.id: Prospect(self._histories[row.id], standings[row.id].short, self._left(row, standings[row.id]))
            for row in self.orders
        }

    def _left(self, row: OrderRow, standing: Standing) -> int:
        return samples_left(row, standing, self.limits, self.cases.get(row.id))

    def _ask(self, row: OrderRow, standing: Standing) -> tuple[Sequence[Mapping[str, Any]], Mapping[str, Any]]:
        found = self._choices[row.id]
        number = places(row, standing, self.round_size, self.limits, self.cases.get(row.id))
        if found is None or not number:
            return (), {}
        left, targets = self._left(row, standing), frozenset(row.order.get("targets", ()))
        round_ = Round(row.id, self.seed, standing.samples, number, standing.short, left, targets)
        return ask(round_, found, self._histories[row.id])

    async def _note(
        self, last: int, standings: Mapping[str, Standing], told: Mapping[str, Mapping[str, Any]],
        stopped: Mapping[str, Stop],
    ) -> None:  # fmt: skip
        """Appends the round's summary, once in a process: ids and counts only."""
        if last <= self._noted:
            return
        self._noted = last
        orders = {
            name: {"samples": standing.samples, **_counts(self._histories[name]), **told.get(name, {})}
            for name, standing in standings.items()
        }
        given_up = {name: {"rule": stop.rule, "blocked_by": list(stop.blocked_by)} for name, stop in stopped.items()}
        await self.ledger.note(self.run, "round", {"round": last, "orders": orders, "stopped": given_up})


def _counts(past: History) -> dict[str, Any]:
    return {"tried": past.tried, "passed": past.passed, "blocked_by": dict(most_often(past.blocks))}
