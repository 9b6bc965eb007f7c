"""What is written of runs, samples and leases: each function runs inside one transaction of the writer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from casewright.errors import InputError, UnknownNameError
from casewright.ledger.deciding import append_decision, cancel_samples
from casewright.ledger.kept_json import KeptJSON
from casewright.ledger.protocol import JSON, Claim, OrderRow, PlannedSample, RunRow, RunState
from casewright.ledger.queries import read_planned
from casewright.ledger.tables import Row, Tables, plain_json
from casewright.types import Decision

__all__ = [
    "add_samples",
    "cancel_run",
    "claim_samples",
    "end_run",
    "finish_sample",
    "keep_certificates",
    "open_run",
    "release_samples",
    "renew_leases",
    "reopen_run",
]


def open_run(tables: Tables, run: RunRow, orders: Sequence[OrderRow]) -> None:
    """Creates a run or goes on with it; an order's n never falls, and a cancelled run stays so."""
    decides = plain_json(run.decides)
    found = tables.one("runs.get", run=run.id)
    if found and json.loads(found["decides"]) != json.loads(decides):
        raise InputError(f"run {run.id!r} is there with other contents: its id must change with what decides")
    tables.execute("runs.open", run=run.id, decides=decides, how=plain_json(run.how))
    for order in orders:
        tables.execute("runs.save_order", run=run.id, order=order.id, n=order.n, body=plain_json(order.order))
    tables.append(run.id, None, "opened", {"orders": {order.id: order.n for order in orders}})


def cancel_run(tables: Tables, run: str, decision: Decision) -> int:
    """Closes a run and decides what is left of it; how many samples that were."""
    _turn(tables, run, "cancelled")
    left = cancel_samples(tables, run, decision)
    tables.append(run, None, "cancelled", {"samples": left})
    return left


def reopen_run(tables: Tables, run: str) -> None:
    """Opens a cancelled run again."""
    _turn(tables, run, "open")
    tables.append(run, None, "reopened", {})


def end_run(tables: Tables, run: str, starts: int, ending: JSON) -> bool:
    """Notes once that a run is over, unless it was opened again since."""
    if not tables.execute("runs.end", run=run, starts=starts).rowcount:
        return False
    tables.append(run, None, "ended", ending)
    return True


def _turn(tables: Tables, run: str, state: RunState) -> None:
    if not tables.execute("runs.turn", run=run, state=state).rowcount:
        raise UnknownNameError("run", run, (row["id"] for row in tables.execute("runs.all").fetchall()))


def add_samples(tables: Tables, run: str, samples: Sequence[PlannedSample]) -> None:
    """Adds samples that are not there yet; a cancelled run takes none."""
    positions = {row["id"]: row["position"] for row in tables.execute("runs.orders", run=run).fetchall()}
    for sample in samples:
        if sample.order not in positions:
            raise UnknownNameError("order", sample.order, positions)
    if _is_open(tables, run):
        for sample in samples:
            _add_sample(tables, run, sample, positions[sample.order])


def _is_open(tables: Tables, run: str) -> bool:
    found = tables.one("runs.get", run=run)
    return found is not None and found["state"] == "open"


def _add_sample(tables: Tables, run: str, sample: PlannedSample, position: int) -> None:
    place = {"order": sample.order, "round": sample.round, "index": sample.index}
    if tables.execute("samples.add", run=run, sample=sample.id, position=position, **place).rowcount:
        tables.execute("samples.add_case", run=run, sample=sample.id, body=tables.store(sample.case))
        tables.append(run, sample.id, "planned", place)


def claim_samples(
    tables: Tables, run: str, worker: str, limit: int, seconds: float, orders: Sequence[str] | None
) -> tuple[Claim, ...]:
    """Leases what is free, in order; the fence of each grows."""
    if not _is_open(tables, run):
        return ()
    named = None if orders is None else json.dumps(list(orders))
    values = {"worker": worker, "limit": limit, "seconds": seconds, "orders": named}
    taken = list(tables.execute("samples.claim", run=run, **values).fetchall())
    taken.sort(key=lambda row: (row["round"], row["position"], row["idx"], row["id"]))
    return tuple(_lease(tables, run, worker, row) for row in taken)


def _lease(tables: Tables, run: str, worker: str, row: Row) -> Claim:
    tables.append(run, row["id"], "claimed", {"worker": worker, "fence": row["fence"]})
    case = tables.one("samples.case", run=run, sample=row["id"])
    assert case is not None  # noqa: S101 - written in one transaction with its sample
    return Claim(run, row["id"], row["fence"], read_planned(tables, row, case["body"]))


def renew_leases(tables: Tables, claims: Sequence[Claim], seconds: float) -> tuple[Claim, ...]:
    """The claims whose fence still holds, extended."""
    return tuple(claim for claim in claims if _under_fence(tables, "samples.renew", claim, seconds=seconds))


def release_samples(tables: Tables, claims: Sequence[Claim]) -> None:
    """Gives back what is still held."""
    for claim in claims:
        _count_seconds(tables, claim)
        if _under_fence(tables, "samples.release", claim):
            tables.append(claim.run, claim.sample, "released", {"fence": claim.fence})


def finish_sample(tables: Tables, claim: Claim, record: JSON, decision: Decision | None) -> bool:
    """Stores a result under its fence, or notes that it came too late."""
    _count_seconds(tables, claim)
    state = "passed" if decision is None else "decided"
    if not _under_fence(tables, "samples.finish", claim, state=state):
        tables.append(claim.run, claim.sample, "discarded", {"fence": claim.fence})
        return False
    tables.execute("samples.save_record", run=claim.run, sample=claim.sample, body=tables.store(record))
    if decision is None:
        tables.append(claim.run, claim.sample, "passed", {"fence": claim.fence})
    else:
        append_decision(tables, claim.run, claim.sample, decision)
    return True


def keep_certificates(tables: Tables, run: str, certificates: Mapping[str, JSON]) -> None:
    """Keeps those that are not there yet; what is equal in many runs is written once."""
    known = {row["id"] for row in tables.execute("certificates.names", run=run).fetchall()}
    for name, certificate in certificates.items():
        if name not in known:
            body = tables.store_whole(KeptJSON.of(certificate))
            tables.execute("certificates.keep", run=run, id=name, body=body)


def _count_seconds(tables: Tables, claim: Claim) -> None:
    """What the work under a lease took, before the lease ends; nothing if it was lost."""
    tables.execute("spending.add_seconds", run=claim.run, sample=claim.sample, fence=claim.fence)


def _under_fence(tables: Tables, name: str, claim: Claim, **values: Any) -> bool:
    row = tables.execute(name, run=claim.run, sample=claim.sample, fence=claim.fence, **values)
    return bool(row.rowcount > 0)
