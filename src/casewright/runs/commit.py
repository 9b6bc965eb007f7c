"""The end of a round: novelty and full orders, decided in sample order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casewright.ledger.protocol import Ledger, OrderRow, SampleRow
from casewright.measures.diversity import AcceptedTable
from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.runs.accepted import COUNTED, AcceptedSoFar, is_counted
from casewright.types import Decision, Diversity, Reason, Record
from casewright.wire import from_json, to_json

__all__ = ["commit_decision", "commit_round"]


async def commit_round(
    ledger: Ledger,
    run: str,
    orders: Sequence[OrderRow],
    judging: str,
    floor: float,
    so_far: AcceptedSoFar | None = None,
) -> tuple[Record, ...]:
    """Decides every sample that passed the gate, in (round, order, index) order.

    A report too close to one accepted before is rejected without another attempt; one that comes when its
    order is full is surplus.

    Args:
        ledger: Where the samples stand.
        run: The run.
        orders: Its orders.
        judging: Hash of what judges.
        floor: Least novelty (1 - largest 5-gram Jaccard) of an accepted report.
        so_far: What was accepted, from an earlier round of this process; brought up to date.
    """
    samples = await ledger.samples(run, judging)
    known = await (so_far or AcceptedSoFar()).follow(ledger, run, samples)
    left = {row.id: row.n for row in orders}
    decided = []
    for sample in samples:
        if is_counted(sample) and sample.decision is not None:
            left[sample.planned.order] -= sample.decision.outcome == "accepted"
    for sample in samples:
        if sample.state == "passed":
            record = await _record(ledger, run, sample)
            decided.append(await _commit(ledger, record, known, left, judging, floor))
    return tuple(decided)


async def _record(ledger: Ledger, run: str, sample: SampleRow) -> Record:
    return from_json(Record, await ledger.record(run, sample.planned.id))


async def _commit(
    ledger: Ledger, record: Record, known: AcceptedTable, left: dict[str, int], judging: str, floor: float
) -> Record:
    decision, measured = commit_decision(record, known, left, judging, floor)
    await ledger.decide(record.run, record.id, decision, {"diversity": to_json(measured) if measured else None})
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
