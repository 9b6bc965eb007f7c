"""The first few samples of a run, worked on for good, and what they say of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from casewright.ledger.protocol import Claim, Ledger, OrderRow, PlannedSample, SampleRow
from casewright.runs.drain import Drain
from casewright.runs.estimate import Estimate, Tried, Wanted, estimate
from casewright.runs.limits import RunLimits
from casewright.runs.steward import Steward, Turn
from casewright.types import Record
from casewright.wire import from_json

if TYPE_CHECKING:
    from casewright.runs.session import RunSession
    from casewright.runs.worker import Worker

__all__ = ["Preview", "preview_run", "tried_samples"]

DONE = ("passed", "decided")


@dataclass(frozen=True, slots=True)
class Preview:
    """Samples as the gate left them, and the estimate; none where no sample could be finished.

    What passed waits for the end of its round, where novelty is held against the others: it may still be rejected.
    """

    records: tuple[Record, ...]
    estimate: Estimate | None
    limits: RunLimits


async def preview_run(session: RunSession, k: int) -> Preview:
    """Works the first ``k`` samples of a run, spread over its orders, and stops.

    They belong to the run: started for good it goes on behind them, and nothing of them is paid again. Asked again it
    shows the same samples and pays nothing.

    Raises:
        PausedError: no call would be answered now; what was completed is kept.
    """
    async with session.opened() as (ledger, worker):
        picked = await _picked(ledger, worker, k)
        await _work(ledger, worker, picked, session.drain)
        found = [row for row in await _rows(ledger, session.run, picked) if row.state in DONE]
        records = [from_json(Record, await ledger.record(session.run, row.planned.id)) for row in found]
        tried = await tried_samples(ledger, session.run, records)
        wanted = [Wanted(row.n, _most(row, session)) for row in await ledger.orders(session.run)]
        found_estimate = estimate(tried, wanted, at_once=worker.concurrency) if tried else None
        return Preview(tuple(records), found_estimate, session.allowed)


async def tried_samples(ledger: Ledger, run: str, records: Sequence[Record]) -> tuple[Tried, ...]:
    """What finished samples took, which is what the rest of their run is estimated by."""
    seconds = await _seconds(ledger, run, [record.id for record in records])
    return tuple(_tried(record, seconds[record.id]) for record in records)


async def _picked(ledger: Ledger, worker: Worker, k: int) -> tuple[PlannedSample, ...]:
    """The first of each order, then the second of each, and so on; planned if nothing is yet."""
    run = worker.job.run
    if not await ledger.samples(run):
        await worker.steward.turn()
    place = {row.id: at for at, row in enumerate(await ledger.orders(run))}
    rows = [row.planned for row in await ledger.samples(run) if row.planned.round == 1]
    return tuple(sorted(rows, key=lambda one: (one.index, place[one.order]))[:k])


async def _work(ledger: Ledger, worker: Worker, picked: Sequence[PlannedSample], drain: Drain) -> None:
    open_ = [row for row in await _rows(ledger, worker.job.run, picked) if row.state not in DONE]
    left = Counter(row.planned.order for row in open_)
    if not left:
        return
    job = replace(worker.job, ledger=cast("Ledger", _FewClaims(ledger, left)))
    steward = _NoRounds(worker.job, worker.steward.purse)
    await replace(worker, job=job, steward=steward).work(drain, wait=False)


async def _rows(ledger: Ledger, run: str, picked: Sequence[PlannedSample]) -> list[SampleRow]:
    names = {one.id for one in picked}
    return [row for row in await ledger.samples(run) if row.planned.id in names]


class _NoRounds(Steward):
    """Commits and plans nothing: the round isn't over when its first samples are."""

    async def turn(self) -> Turn:
        return "over"


@dataclass
class _FewClaims:
    """A ledger that gives out so many samples of each order, in their order, and no more."""

    inner: Ledger
    left: Counter[str]
    _given: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def claim(
        self, run: str, worker: str, *, limit: int, lease_seconds: float, orders: Sequence[str] | None = None
    ) -> Sequence[Claim]:
        found: list[Claim] = []
        for order in [name for name in self.left if orders is None or name in orders]:
            most = min(limit - len(found), self.left[order])
            if most > 0:
                new = await self.inner.claim(run, worker, limit=most, lease_seconds=lease_seconds, orders=[order])
                self.left[order] -= len(new)
                found += new
        return found

    async def release(self, claims: Sequence[Claim]) -> None:
        """What goes back to the queue may be claimed again."""
        await self.inner.release(claims)
        self.left.update(claim.planned.order for claim in claims)


async def _seconds(ledger: Ledger, run: str, samples: Sequence[str]) -> Mapping[str, float]:
    """From the claim under which it was finished to its end, by the ledger's clock."""
    claimed: dict[str, float] = {}
    found = dict.fromkeys(samples, 0.0)
    after = 0
    while events := await ledger.events(run, after):
        after = events[-1].sequence
        for event in events:
            if event.kind == "claimed" and event.sample in found:
                claimed[event.sample] = event.at
            elif event.kind in DONE and event.sample in claimed:
                found[event.sample] = max(0.0, event.at - claimed.pop(event.sample))
    return found


def _tried(record: Record, seconds: float) -> Tried:
    cost = record.cost
    usd = 0.0 if cost.calls == 0 else cost.usd
    passed = record.decision.outcome in ("accepted", "surplus")
    return Tried(passed, cost.calls, cost.prompt_tokens + cost.completion_tokens, usd, seconds)


def _most(row: OrderRow, session: RunSession) -> int:
    given, most = session.cases.get(row.id), session.allowed.of(row.id).max_samples
    return len(given) if given else 10 + 5 * row.n if most is None else most
