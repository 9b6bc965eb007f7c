"""A ledger in memory, with the meaning of the real one: for tests of whatever writes to a ledger."""

from __future__ import annotations

import copy
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casewright.errors import InputError, StorageError, UnknownNameError
from casewright.ledger.outcomes import effective_decision
from casewright.ledger.protocol import (
    JSON,
    Bill,
    CallRow,
    Claim,
    Event,
    Held,
    OrderRow,
    PlannedSample,
    RunRow,
    RunState,
    SampleRow,
    SampleState,
    Spent,
    Tally,
)
from casewright.testing.memory_calls import MemoryCalls
from casewright.types import Decision, Outcome

__all__ = ["MemoryLedger"]


@dataclass(slots=True)
class _Sample:
    run: str
    planned: PlannedSample
    place: tuple[int, int, int, str]
    state: SampleState = "planned"
    fence: int = 0
    worker: str = ""
    claimed_at: float = 0.0
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
        self._calls = MemoryCalls()
        self._certificates: dict[str, dict[str, JSON]] = {}
        self._events: list[Event] = []
        self._closed = False

    async def open_run(self, run: RunRow, orders: Sequence[OrderRow]) -> None:
        self._check_open()
        found = self._runs.get(run.id)
        if found and found.decides != run.decides:
            raise InputError(f"run {run.id!r} is there with other contents: its id must change with what decides")
        state: RunState = found.state if found else "open"
        starts = found.starts + 1 if found else 1
        self._runs[run.id] = replace(copy.deepcopy(run), state=state, starts=starts, over=state != "open")
        known = self._orders.setdefault(run.id, {})
        for order in orders:
            old = known.get(order.id)
            known[order.id] = replace(old, n=max(old.n, order.n)) if old else copy.deepcopy(order)
        self._append(run.id, None, "opened", {"orders": {order.id: order.n for order in orders}})

    async def run(self, run: str) -> RunRow | None:
        return self._runs.get(run)

    async def runs(self) -> Sequence[RunRow]:
        return tuple(self._runs.values())

    async def due(self) -> Sequence[RunRow]:
        return tuple(row for name, row in self._runs.items() if not row.over and self._orders.get(name))

    async def recent(self, limit: int, before: str | None = None) -> Sequence[RunRow]:
        names = list(self._runs)
        older = names[: names.index(before)] if before in names else names
        return tuple(self._runs[name] for name in older[::-1][:limit])

    async def end(self, run: str, starts: int, ending: JSON) -> bool:
        self._check_open()
        row = self._runs.get(run)
        if row is None or row.over or row.starts != starts:
            return False
        self._runs[run] = replace(row, over=True)
        self._append(run, None, "ended", ending)
        return True

    async def projects(self) -> Sequence[str]:
        return ("default",) if self._runs else ()

    async def orders(self, run: str) -> Sequence[OrderRow]:
        return tuple(self._orders.get(run, {}).values())

    async def add_samples(self, run: str, samples: Sequence[PlannedSample]) -> None:
        self._check_open()
        positions = {order: position for position, order in enumerate(self._orders.get(run, {}))}
        for sample in samples:
            if sample.order not in positions:
                raise UnknownNameError("order", sample.order, positions)
        for sample in samples if self._is_open(run) else ():
            self._add_sample(run, sample, positions[sample.order])

    async def claim(
        self, run: str, worker: str, *, limit: int, lease_seconds: float, orders: Sequence[str] | None = None
    ) -> Sequence[Claim]:
        self._check_open()
        now = self._clock()
        free = [s for s in self._of_run(run) if s.state == "planned" or (s.state == "leased" and s.leased_until <= now)]
        wanted = [s for s in free if orders is None or s.planned.order in orders] if self._is_open(run) else []
        return tuple(self._lease(sample, worker, now, lease_seconds) for sample in wanted[:limit])

    async def held(self, run: str) -> Sequence[Held]:
        now = self._clock()
        return tuple(
            Held(Claim(run, s.planned.id, s.fence, s.planned), s.worker, s.leased_until - now)
            for s in self._of_run(run)
            if s.state == "leased"
        )

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
                self._end_work(self._samples[claim.run, claim.sample], "planned")
                self._append(claim.run, claim.sample, "released", {"fence": claim.fence})

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        self._check_open()
        if not self._held(claim):
            self._append(claim.run, claim.sample, "discarded", {"fence": claim.fence})
            return False
        sample = self._samples[claim.run, claim.sample]
        sample.record = copy.deepcopy(record)
        self._end_work(sample, "passed" if decision is None else "decided")
        if decision is None:
            self._append(claim.run, claim.sample, "passed", {"fence": claim.fence})
        else:
            self._decide(sample, decision)
        return True

    async def decide(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> int:
        self._check_open()
        found = self._known(run, sample)
        self._end_work(found, "decided")
        if changes:
            found.record = {**(found.record or {}), **copy.deepcopy(changes)}
        return self._decide(found, decision)

    async def settle(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> bool:
        self._check_open()
        if self._known(run, sample).state != "passed":
            return False
        await self.decide(run, sample, decision, changes)
        return True

    async def cancel(self, run: str, decision: Decision) -> int:
        self._check_open()
        self._turn(run, "cancelled")
        left = [sample for sample in self._of_run(run) if sample.state != "decided"]
        for sample in left:
            await self.decide(run, sample.planned.id, decision)
        self._append(run, None, "cancelled", {"samples": len(left)})
        return len(left)

    async def reopen(self, run: str) -> None:
        self._check_open()
        self._turn(run, "open")
        self._append(run, None, "reopened", {})

    async def tallies(self, run: str, judging: str | None = None) -> Sequence[Tally]:
        rows = await self.samples(run, judging)
        return tuple(self._tally(order, rows) for order in self._orders.get(run, {}))

    async def samples(
        self, run: str, judging: str | None = None, *, states: Collection[SampleState] | None = None
    ) -> Sequence[SampleRow]:
        rows = self._of_run(run)
        judging = await self.judging(run) if judging is None else judging
        return tuple(
            SampleRow(s.planned, s.state, effective_decision(s.decisions, judging), s.record is not None)
            for s in rows
            if states is None or s.state in states
        )

    async def page(
        self,
        run: str,
        judging: str | None = None,
        *,
        after: str | None = None,
        limit: int = 100,
        outcomes: Collection[Outcome] | None = None,
        orders: Collection[str] | None = None,
    ) -> Sequence[SampleRow]:
        if after is not None and (run, after) not in self._samples:
            raise UnknownNameError("sample", after, ())
        start = None if after is None else self._samples[run, after].place
        found = [
            row
            for row in await self.samples(run, judging)
            if (start is None or self._samples[run, row.planned.id].place > start)
            and (orders is None or row.planned.order in orders)
            and (outcomes is None or (row.decision is not None and row.decision.outcome in outcomes))
        ]
        return tuple(found[:limit])

    async def sample(self, run: str, sample: str, judging: str | None = None) -> SampleRow | None:
        return next((row for row in await self.samples(run, judging) if row.planned.id == sample), None)

    async def decisions(self, run: str, sample: str) -> Sequence[tuple[int, Decision]]:
        found = self._samples.get((run, sample))
        return tuple(found.decisions) if found else ()

    async def judging(self, run: str) -> str | None:
        every = [pair for sample in self._of_run(run) for pair in sample.decisions]
        return max(every, key=lambda pair: pair[0])[1].judging if every else None

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
        return self._calls.completed.get(key)

    async def begin_call(self, key: str, run: str, sample: str, worker: str) -> int:
        self._check_open()
        return self._calls.begin(run)

    async def save_call(self, call: CallRow, begun: int | None = None) -> None:
        self._check_open()
        of = self._samples.get((call.run, call.sample))
        self._calls.save(call, begun, of.planned.order if of else None)

    async def fail_call(self, begun: int) -> None:
        self._check_open()
        self._calls.end(begun, "failed")

    async def bill(self, run: str) -> Bill:
        return self._calls.bill(run)

    async def spent(self, run: str) -> Mapping[str, Spent]:
        return self._calls.spent(run)

    async def calls(self, run: str, sample: str | None = None) -> Sequence[CallRow]:
        return tuple(c for c in self._calls.completed.values() if c.run == run and sample in (None, c.sample))

    async def keep_certificates(self, run: str, certificates: Mapping[str, JSON]) -> None:
        self._check_open()
        known = self._certificates.setdefault(run, {})
        known |= {name: copy.deepcopy(item) for name, item in certificates.items() if name not in known}

    async def certificates(self, run: str) -> Mapping[str, JSON]:
        return copy.deepcopy(dict(sorted(self._certificates.get(run, {}).items())))

    async def note(self, run: str, kind: str, payload: JSON, sample: str | None = None) -> int:
        self._check_open()
        return self._append(run, sample, kind, payload)

    async def events(
        self, run: str, after: int = 0, limit: int = 1000, kinds: Collection[str] | None = None
    ) -> Sequence[Event]:
        return tuple(e for e in self._events[after:] if e.run == run and (kinds is None or e.kind in kinds))[:limit]

    async def feed(self, after: int = 0, limit: int = 1000) -> Sequence[Event]:
        return tuple(event for event in self._events[after:] if event.kind == "decided")[:limit]

    async def latest(self, run: str, kind: str) -> Event | None:
        own = (e for e in reversed(self._events) if e.run == run and e.kind == kind and e.sample is None)
        return next(own, None)

    async def close(self) -> None:
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StorageError("the ledger is closed")

    def _of_run(self, run: str) -> list[_Sample]:
        return sorted((s for s in self._samples.values() if s.run == run), key=lambda s: s.place)

    def _is_open(self, run: str) -> bool:
        return run in self._runs and self._runs[run].state == "open"

    def _turn(self, run: str, state: RunState) -> None:
        if run not in self._runs:
            raise UnknownNameError("run", run, self._runs)
        row = self._runs[run]
        self._runs[run] = replace(row, state=state, starts=row.starts + 1, over=state != "open")

    def _known(self, run: str, sample: str) -> _Sample:
        found = self._samples.get((run, sample))
        if found is None:
            raise UnknownNameError("sample", sample, (s.planned.id for s in self._of_run(run)))
        return found

    def _add_sample(self, run: str, sample: PlannedSample, position: int) -> None:
        if (run, sample.id) not in self._samples:
            place = (sample.round, position, sample.index, sample.id)
            self._samples[run, sample.id] = _Sample(run, copy.deepcopy(sample), place)
            payload = {"order": sample.order, "round": sample.round, "index": sample.index}
            self._append(run, sample.id, "planned", payload)

    def _lease(self, sample: _Sample, worker: str, now: float, seconds: float) -> Claim:
        sample.state, sample.worker, sample.fence = "leased", worker, sample.fence + 1
        sample.claimed_at, sample.leased_until = now, now + seconds
        self._append(sample.run, sample.planned.id, "claimed", {"worker": worker, "fence": sample.fence})
        return Claim(sample.run, sample.planned.id, sample.fence, sample.planned)

    def _end_work(self, sample: _Sample, state: SampleState) -> None:
        if sample.state == "leased":
            self._calls.work(sample.run, sample.planned.order, self._clock() - sample.claimed_at)
        sample.state = state

    def _tally(self, order: str, rows: Sequence[SampleRow]) -> Tally:
        own = [row for row in rows if row.planned.order == order]
        outcomes = Counter(row.decision.outcome for row in own if row.decision is not None)
        return Tally(order, Counter(row.state for row in own), outcomes, max((r.planned.round for r in own), default=0))

    def _held(self, claim: Claim) -> bool:
        sample = self._samples.get((claim.run, claim.sample))
        return sample is not None and sample.state == "leased" and sample.fence == claim.fence

    def _decide(self, sample: _Sample, decision: Decision) -> int:
        short = {"outcome": decision.outcome, "by": decision.by, "judging": decision.judging}
        sequence = self._append(sample.run, sample.planned.id, "decided", short)
        sample.decisions.append((sequence, decision))
        return sequence

    def _append(self, run: str, sample: str | None, kind: str, payload: Mapping[str, Any]) -> int:
        sequence = len(self._events) + 1
        self._events.append(Event(sequence, run, sample, kind, copy.deepcopy(dict(payload)), self._clock()))
        return sequence
