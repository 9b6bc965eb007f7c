"""What is written: each function runs inside one transaction of the writer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from casewright.errors import InputError, UnknownNameError
from casewright.ledger.outcomes import RANK
from casewright.ledger.protocol import JSON, CallRow, Claim, OrderRow, PlannedSample, RunRow
from casewright.ledger.queries import read_planned, read_record
from casewright.ledger.tables import Tables, plain_json
from casewright.types import Decision
from casewright.wire import to_json

__all__ = [
    "add_samples",
    "claim_samples",
    "decide_sample",
    "finish_sample",
    "keep_certificates",
    "open_run",
    "rejudge_sample",
    "release_samples",
    "renew_leases",
    "save_call",
]


def open_run(tables: Tables, run: RunRow, orders: Sequence[OrderRow]) -> None:
    """Creates or reopens a run; an order's n never falls."""
    decides = plain_json(run.decides)
    found = tables.one("runs.get", run=run.id)
    if found and json.loads(found["decides"]) != json.loads(decides):
        raise InputError(f"run {run.id!r} is there with other contents: its id must change with what decides")
    tables.execute("runs.open", run=run.id, decides=decides, how=plain_json(run.how))
    for order in orders:
        tables.execute("runs.save_order", run=run.id, order=order.id, n=order.n, body=plain_json(order.order))
    tables.append(run.id, None, "opened", orders={order.id: order.n for order in orders})


def add_samples(tables: Tables, run: str, samples: Sequence[PlannedSample]) -> None:
    """Adds samples that are not there yet."""
    positions = {row["id"]: row["position"] for row in tables.execute("runs.orders", run=run)}
    for sample in samples:
        if sample.order not in positions:
            raise UnknownNameError("order", sample.order, positions)
        _add_sample(tables, run, sample, positions[sample.order])


def _add_sample(tables: Tables, run: str, sample: PlannedSample, position: int) -> None:
    place = {"order": sample.order, "round": sample.round, "index": sample.index}
    if tables.execute("samples.add", run=run, sample=sample.id, position=position, **place).rowcount:
        tables.execute("samples.add_case", run=run, sample=sample.id, body=tables.store(sample.case))
        tables.append(run, sample.id, "planned", **place)


def claim_samples(tables: Tables, run: str, worker: str, limit: int, seconds: float) -> tuple[Claim, ...]:
    """Leases what is free, in order; the fence of each grows."""
    taken = tables.execute("samples.claim", run=run, worker=worker, limit=limit, seconds=seconds).fetchall()
    taken.sort(key=lambda row: (row["round"], row["position"], row["idx"], row["id"]))
    return tuple(_lease(tables, run, worker, row) for row in taken)


def _lease(tables: Tables, run: str, worker: str, row: sqlite3.Row) -> Claim:
    tables.append(run, row["id"], "claimed", worker=worker, fence=row["fence"])
    case = tables.one("samples.case", run=run, sample=row["id"])
    assert case is not None  # noqa: S101 - written in one transaction with its sample
    return Claim(run, row["id"], row["fence"], read_planned(tables, row, case["body"]))


def renew_leases(tables: Tables, claims: Sequence[Claim], seconds: float) -> tuple[Claim, ...]:
    """The claims whose fence still holds, extended."""
    return tuple(claim for claim in claims if _under_fence(tables, "samples.renew", claim, seconds=seconds))


def release_samples(tables: Tables, claims: Sequence[Claim]) -> None:
    """Gives back what is still held."""
    for claim in claims:
        if _under_fence(tables, "samples.release", claim):
            tables.append(claim.run, claim.sample, "released", fence=claim.fence)


def finish_sample(tables: Tables, claim: Claim, record: JSON, decision: Decision | None) -> bool:
    """Stores a result under its fence, or notes that it came too late."""
    state = "passed" if decision is None else "decided"
    if not _under_fence(tables, "samples.finish", claim, state=state):
        tables.append(claim.run, claim.sample, "discarded", fence=claim.fence)
        return False
    tables.execute("samples.save_record", run=claim.run, sample=claim.sample, body=tables.store(record))
    if decision is None:
        tables.append(claim.run, claim.sample, "passed", fence=claim.fence)
    else:
        _append_decision(tables, claim.run, claim.sample, decision)
    return True


def decide_sample(tables: Tables, run: str, sample: str, decision: Decision, changes: JSON | None) -> int:
    """Appends a decision; whoever still works on the sample finishes too late."""
    if not tables.execute("samples.settle", run=run, sample=sample).rowcount:
        known = (row["id"] for row in tables.execute("samples.ids", run=run))
        raise UnknownNameError("sample", sample, known)
    if changes:
        record = {**(read_record(tables, run, sample) or {}), **changes}
        tables.execute("samples.save_record", run=run, sample=sample, body=tables.store(record))
    return _append_decision(tables, run, sample, decision)


def rejudge_sample(tables: Tables, run: str, sample: str, decision: Decision, found: JSON) -> int:
    """Appends a decision of a later judging; the record that was kept first is left alone."""
    if read_record(tables, run, sample) is None:
        known = (row["id"] for row in tables.execute("samples.ids", run=run))
        raise UnknownNameError("sample", sample, known)
    tables.execute("judged.save", run=run, sample=sample, judging=decision.judging, body=tables.store(found))
    return _append_decision(tables, run, sample, decision)


def save_call(tables: Tables, call: CallRow) -> None:
    """Completes a call; a key that is there stays as it is."""
    payloads = {name: getattr(call, name) for name in ("reply", "screen", "failure")}
    tables.execute(
        "calls.save",
        key=call.key,
        run=call.run,
        sample=call.sample,
        purpose=call.purpose,
        model=call.model,
        **{name: None if value is None else tables.store(value) for name, value in payloads.items()},
    )


def keep_certificates(tables: Tables, run: str, certificates: Mapping[str, JSON]) -> None:
    """Keeps those that are not there yet."""
    for name, certificate in certificates.items():
        tables.execute("certificates.keep", run=run, id=name, body=tables.store(certificate))


def _under_fence(tables: Tables, name: str, claim: Claim, **values: Any) -> bool:
    row = tables.execute(name, run=claim.run, sample=claim.sample, fence=claim.fence, **values)
    return row.rowcount > 0


def _append_decision(tables: Tables, run: str, sample: str, decision: Decision) -> int:
    short = {"outcome": decision.outcome, "by": decision.by, "judging": decision.judging}
    sequence = tables.append(run, sample, "decided", **short)
    long = {"who": decision.who, "reasons": plain_json([to_json(reason) for reason in decision.reasons])}
    row = {"sequence": sequence, "run": run, "sample": sample, "rank": RANK[decision.by]}
    tables.execute("decisions.append", **row, **short, **long)
    return sequence
