"""The end of a round: novelty and full orders, decided in sample order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casewright.ledger.protocol import OrderRow, SampleRow, SampleState, Tally
from casewright.measures.diversity import AcceptedTable
from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.runs.accepted import COUNTED, AcceptedSoFar
from casewright.runs.assignment import Assignment
from casewright.types import Decision, Diversity, Reason, Record
from casewright.wire import from_json, to_json

__all__ = ["commit_decision", "commit_round"]

PASSED: tuple[SampleState, ...] = ("passed",)


async def commit_round(
    job: Assignment, orders: Sequence[OrderRow], tallies: Sequence[Tally], so_far: AcceptedSoFar
) -> tuple[Record, ...]:
    """Decides every sample that passed the gate, in (round, order, index) order; the records of those it decided.

    A report too close to one accepted before is rejected without another attempt; one that comes when its order is full
    is surplus. Where another process commits the same round, the rest is left to it.

    Args:
        job: The run.
        orders: Its orders.
        tallies: How many samples each order has.
        so_far: What was accepted before; brought up to date.
    """
    known, decided = await so_far.follow(), []
    accepted = {tally.order: tally.outcomes.get("accepted", 0) for tally in tallies}
    left = {row.id: row.n - accepted.get(row.id, 0) for row in orders}
    for sample in await job.ledger.samples(job.run, job.judging, states=PASSED):
        record = await _commit(job, sample, known, left)
        if record is None:
            so_far.forget()
            break
        decided.append(record)
    return tuple(decided)


async def _commit(job: Assignment, sample: SampleRow, known: AcceptedTable, left: dict[str, int]) -> Record | None:
    record = from_json(Record, await job.ledger.record(job.run, sample.planned.id))
    decision, measured = commit_decision(record, known, left, job.judging, job.floor)
    changes = {"diversity": to_json(measured) if measured else None, "decision": to_json(decision)}
    if not await job.ledger.settle(job.run, record.id, decision, changes):
        return None
    return replace(record, decision=decision, diversity=measured)


def commit_decision(
    record: Record, known: AcceptedTable, left: dict[str, int], judging: str, floor: float
) -> tuple[Decision, Diversity | None]:
    """What becomes of a report that passed the gate, and its diversity beside what was accepted before it.

    ``known`` and ``left`` are brought up to date.
    """
    text = record.text or ""
    similarity, nearest = known.nearest(text)
    novelty, twin = 1.0 - similarity, nearest if similarity > NEAR_DUPLICATE else None
    alike = known.self_bleu(text, code=record.code)
    decision = _decision(record, novelty, twin, floor, left, judging)
    if decision.outcome == "accepted":
        left[record.order or ""] -= 1
    if decision.outcome in COUNTED:
        known.add(record.id, text, code=record.code)
    return decision, record.diversity and replace(record.diversity, novelty=novelty, self_bleu=alike)


def _decision(
    record: Record, novelty: float, twin: str | None, floor: float, left: dict[str, int], judging: str
) -> Decision:
    if twin is not None:
        return Decision("rejected", "gate", judging, (Reason("novelty", f"near-duplicate of {twin}", target=twin),))
    if novelty < floor:
        why = Reason("novelty", f"novelty {novelty:.3f} is below {floor:.3f}")
        return Decision("rejected", "gate", judging, (why,))
    full = left[record.order or ""] <= 0
    return Decision("surplus" if full else "accepted", "gate", judging)
