"""A ledger in memory, with the meaning of the real one: for tests of whatever writes to a ledger."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casewright.errors import InputError, StorageError, UnknownNameError
from casewright.ledger.outcomes import effective_decision
from casewright.ledger.protocol import (
    JSON,
    CallRow,
    Claim,
    Event,
    OrderRow,
    PlannedSample,
    RunRow,
    SampleRow,
    SampleState,
)
from casewright.types import Decision

__all__ = ["MemoryLedger"]


@dataclass(slots=True)
class _Sample:
    run: str
    planned: PlannedSample
    place: tuple[int, int, int, str]
    state: SampleState = "planned"
    fence: int = 0
    leased_until: float = 0.0
    record: JSON | None = None
    judged: dict[str, JSON] = field(default_factory=dict)
    decisions: list[tuple[int, Decision]] = field(default_factory=list)


class MemoryLedger:
    """`casewright.ledger.protocol.Ledger` without a file. ``clock`` gives seconds, for tests of leases."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._runs: dict[str, RunRow] = {}
        self._orders: dict[str, dict[str, OrderRow]] = {}
        self._samples: dict[tuple[str, str], _Sample] = {}
        self._calls: dict[str, CallRow] = {}
        self._certificates: dict[str, dict[str, JSON]] = {}
        self._events: list[Event] = []
        self._closed = False

    async def open_run(self, run: RunRow, orders: Sequence[OrderRow]) -> None:
        self._check_open()
        found = self._runs.get(run.id)
        if found and found.decides != run.decides:
            raise InputError(f"run {run.id!r} is there with other contents: its id must change with what decides")
        self._runs[run.id] = copy.deepcopy(run)
        known = self._orders.setdefault(run.id, {})
        for order in orders:
            old = known.get(order.id)
            known[order.id] = replace(old, n=max(old.n, order.n)) if old else copy.deepcopy(order)
        self._append(run.id, None, "opened", orders={order.id: order.n for order in orders})

    async def run(self, run: str) -> RunRow | None:
        return self._runs.get(run)

    async def runs(self) -> Sequence[RunRow]:
        return tuple(self._runs.values())

    async def orders(self, run: str) -> Sequence[OrderRow]:
        return tuple(self._orders.get(run, {}).values())

    async def add_samples(self, run: str, samples: Sequence[PlannedSample]) -> None:
        self._check_open()
        positions = {order: position for position, order in enumerate(self._orders.get(run, {}))}
        for sample in samples:
            if sample.order not in positions:
                raise UnknownNameError("order", sample.order, positions)
        for sample in samples:
            self._add_sample(run, sample, positions[sample.order])

    async def claim(self, run: str, worker: str, *, limit: int, lease_seconds: float) -> Sequence[Claim]:
        self._check_open()
        now = self._clock()
        free = [s for s in self._of_run(run) if s.state == "planned" or (s.state == "leased" and s.leased_until <= now)]
        return tuple(self._lease(sample, worker, now + lease_seconds) for sample in free[:limit])

    async def renew(self, claims: Sequence[Claim], lease_seconds: float) -> Sequence[Claim]:
        self._check_open()
        held = tuple(claim for claim in claims if self._held(claim))
        for claim in held:
            self._samples[claim.run, claim.sample].leased_until = self._clock() + lease_seconds
        return held

    async def release(self, claims: Sequence[Claim]) -> None:
        self._check_open()
        for claim in claims:
            if self._held(claim):
                self._samples[claim.run, claim.sample].state = "planned"
                self._append(claim.run, claim.sample, "released", fence=claim.fence)

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        self._check_open()
        if not self._held(claim):
            self._append(claim.run, claim.sample, "discarded", fence=claim.fence)
            return False
        sample = self._samples[claim.run, claim.sample]
        sample.record = copy.deepcopy(record)
        sample.state = "passed" if decision is None else "decided"
        if decision is None:
            self._append(claim.run, claim.sample, "passed", fence=claim.fence)
        else:
            self._decide(sample, decision)
        return True

    async def decide(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> int:
        self._check_open()
        found = self._samples.get((run, sample))
        if found is None:
            raise UnknownNameError("sample", sample, (s.planned.id for s in self._of_run(run)))
        found.state = "decided"
        if changes:
            found.record = {**(found.record or {}), **copy.deepcopy(changes)}
        return self._decide(found, decision)

    async def samples(self, run: str, judging: str | None = None) -> Sequence[SampleRow]:
        rows = self._of_run(run)
        every = [pair for sample in rows for pair in sample.decisions]
        if judging is None and every:
            judging = max(every, key=lambda pair: pair[0])[1].judging
        return tuple(
            SampleRow(s.planned, s.state, effective_decision(s.decisions, judging), s.record is not None) for s in rows
        )

    async def rejudge(self, run: str, sample: str, decision: Decision, found: JSON) -> int:
        self._check_open()
        kept = self._samples.get((run, sample))
        if kept is None or kept.record is None:
            raise UnknownNameError("sample", sample, (s.planned.id for s in self._of_run(run)))
        kept.judged[decision.judging] = copy.deepcopy(found)
        return self._decide(kept, decision)

    async def record(self, run: str, sample: str, judging: str | None = None) -> JSON | None:
        found = self._samples.get((run, sample))
        if found is None or found.record is None:
            return None
        return copy.deepcopy({**found.record, **found.judged.get(judging or "", {})})

    async def call(self, key: str) -> CallRow | None:
        return self._calls.get(key)

    async def save_call(self, call: CallRow) -> None:
        self._check_open()
        self._calls.setdefault(call.key, copy.deepcopy(call))

    async def calls(self, run: str, sample: str | None = None) -> Sequence[CallRow]:
        return tuple(c for c in self._calls.values() if c.run == run and sample in (None, c.sample))

    async def keep_certificates(self, run: str, certificates: Mapping[str, JSON]) -> None:
        self._check_open()
        known = self._certificates.setdefault(run, {})
        known |= {name: copy.deepcopy(item) for name, item in certificates.items() if name not in known}

    async def certificates(self, run: str) -> Mapping[str, JSON]:
        return copy.deepcopy(dict(sorted(self._certificates.get(run, {}).items())))

    async def events(self, run: str, after: int = 0, limit: int = 1000) -> Sequence[Event]:
        return tuple(event for event in self._events[after:] if event.run == run)[:limit]

    async def close(self) -> None:
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StorageError("the ledger is closed")

    def _of_run(self, run: str) -> list[_Sample]:
        return sorted((s for s in self._samples.values() if s.run == run), key=lambda s: s.place)

    def _add_sample(self, run: str, sample: PlannedSample, position: int) -> None:
        if (run, sample.id) not in self._samples:
            place = (sample.round, position, sample.index, sample.id)
            self._samples[run, sample.id] = _Sample(run, copy.deepcopy(sample), place)
            self._append(run, sample.id, "planned", order=sample.order, round=sample.round, index=sample.index)

    def _lease(self, sample: _Sample, worker: str, until: float) -> Claim:
        sample.state, sample.leased_until, sample.fence = "leased", until, sample.fence + 1
        self._append(sample.run, sample.planned.id, "claimed", worker=worker, fence=sample.fence)
        return Claim(sample.run, sample.planned.id, sample.fence, sample.planned)

    def _held(self, claim: Claim) -> bool:
        sample = self._samples.get((claim.run, claim.sample))
        return sample is not None and sample.state == "leased" and sample.fence == claim.fence

    def _decide(self, sample: _Sample, decision: Decision) -> int:
        short = {"outcome": decision.outcome, "by": decision.by, "judging": decision.judging}
        sequence = self._append(sample.run, sample.planned.id, "decided", **short)
        sample.decisions.append((sequence, decision))
        return sequence

    def _append(self, run: str, sample: str | None, kind: str, **payload: Any) -> int:
        sequence = len(self._events) + 1
        frozen: Mapping[str, Any] = copy.deepcopy(payload)
        self._events.append(Event(sequence, run, sample, kind, frozen, self._clock()))
        return sequence
