"""Runs without graph and models: cases are drawn and told as ever, and a scripted gate says what passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from casewright.ledger.protocol import Ledger, OrderRow, PlannedSample, RunRow
from casewright.plans import CaseRequest, draw_case
from casewright.runs.limits import RunLimits
from casewright.runs.orders import order_rows
from casewright.runs.rounds import next_round
from casewright.runs.steering import Outlook, Steering
from casewright.testing.memory_ledger import MemoryLedger
from casewright.types import Case, Decision, Order, Reason
from casewright.wire import from_json, to_json

__all__ = ["JUDGING", "PASSED", "RUN", "Gate", "Told", "World", "refused"]

RUN, JUDGING = "run", "judging"
Told = Callable[[Case], str]
Gate = Callable[[Case, PlannedSample], Decision]
"""What becomes of a case's only draft; a decision by the seal is one on a draft that the gate accepted."""


def refused(*ids: str, by: str = "gate") -> Decision:
    """A refusal for these criteria."""
    reasons = tuple(Reason("contradiction", "no", name, name) for name in ids)
    return Decision("rejected", "seal" if by == "seal" else "gate", JUDGING, reasons)


PASSED = Decision("accepted", "gate", JUDGING)


@dataclass
class World:
    """One run: ``play`` goes on until every order is full, given up or out of samples."""

    orders: Sequence[Order]
    gate: Gate
    write: Told = lambda case: ""
    seed: int = 0
    round_size: int = 10
    steer: bool = True
    stop_early: bool = True
    limits: RunLimits = field(default_factory=RunLimits)
    ledger: Ledger = field(default_factory=MemoryLedger)
    outlooks: list[Outlook] = field(default_factory=list)

    @property
    def rows(self) -> tuple[OrderRow, ...]:
        return order_rows(self.orders)

    def steering(self) -> Steering:
        """As a new process begins it."""
        return Steering(
            self.ledger, RUN, self.rows, JUDGING, self.round_size,
            seed=self.seed, limits=self.limits, steer=self.steer, stop_early=self.stop_early,
        )  # fmt: skip

    async def play(self, rounds: int = 1000, *, restart: bool = False) -> None:
        """Plays rounds; with ``restart`` each is looked at by a new process."""
        steering = self.steering()
        for _ in range(rounds):
            if not await self._round(self.steering() if restart else steering):
                return

    async def _round(self, steering: Steering) -> bool:
        outlook = await steering.look()
        self.outlooks.append(outlook)
        added = next_round(
            self.rows, await self.ledger.tallies(RUN, JUDGING), seed=self.seed, round_size=self.round_size,
            limits=self.limits, outlook=outlook,
        )  # fmt: skip
        await self.ledger.add_samples(RUN, added)
        for claim in await self.ledger.claim(RUN, "player", limit=len(added) or 1, lease_seconds=600):
            case = self._draw(claim.planned)
            decision = self.gate(case, claim.planned)
            record = {"case": to_json(case), "text": self.write(case), "decision": to_json(decision)}
            await self.ledger.finish(claim, record, None if decision.outcome == "accepted" else decision)
        await self._commit()
        return bool(added)

    async def _commit(self) -> None:
        full = {row.id: row.n for row in self.rows}
        rows = await self.ledger.samples(RUN, JUDGING)
        for row in rows:
            full[row.planned.order] -= row.decision is not None and row.decision.outcome == "accepted"
        for row in rows:
            if row.state == "passed":
                open_ = full[row.planned.order] > 0
                full[row.planned.order] -= open_
                await self.ledger.settle(RUN, row.planned.id, PASSED if open_ else Decision("surplus", "gate", JUDGING))

    def _draw(self, planned: PlannedSample) -> Case:
        request = planned.case
        order = next(order for row, order in zip(self.rows, self.orders, strict=True) if row.id == planned.order)
        return draw_case(
            CaseRequest(planned.order, order, planned.index, request["seed"], (), request.get("steer") or {})
        )

    async def cases(self, outcomes: Iterable[str] = ("accepted",)) -> list[Case]:
        """The cases of the samples that ended so, in sample order."""
        rows = await self.ledger.samples(RUN, JUDGING)
        chosen = [row.planned.id for row in rows if row.decision is not None and row.decision.outcome in outcomes]
        return [from_json(Case, (await self.ledger.record(RUN, name) or {})["case"]) for name in chosen]

    async def open(self) -> World:
        """The world with its run in the ledger."""
        await self.ledger.open_run(RunRow(RUN, {}, {}), self.rows)
        return self
