"""A ledger kept in the tables of a database: the protocol's methods, whatever runs the statements."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from casewright.ledger import changes as changing
from casewright.ledger import counting, deciding, paging, paying, queries
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
    SampleRow,
    SampleState,
    Spent,
    Tally,
)
from casewright.ledger.tables import Tables
from casewright.types import Decision, Outcome

__all__ = ["TabledLedger"]

T = TypeVar("T")


class TabledLedger(ABC):
    """`casewright.ledger.protocol.Ledger` over `Tables`.

    A write that was queued is carried out even if the task that awaits it is cancelled: a call that was paid for
    is recorded.
    """

    @abstractmethod
    async def _write(self, change: Callable[[Tables], T], *, ordered: bool = True) -> T:
        """Runs a change in a transaction that is durable when this returns; ``ordered`` if it appends events."""

    @abstractmethod
    async def _read(self, query: Callable[[Tables], T]) -> T:
        """Runs a query in one snapshot."""

    @abstractmethod
    async def close(self) -> None:
        """Commits what is queued and lets go of the database; closing twice changes nothing."""

    async def open_run(self, run: RunRow, orders: Sequence[OrderRow]) -> None:
        await self._write(lambda tables: changing.open_run(tables, run, orders))

    async def run(self, run: str) -> RunRow | None:
        return await self._read(lambda tables: queries.read_run(tables, run))

    async def runs(self) -> Sequence[RunRow]:
        return await self._read(queries.read_runs)

    async def due(self) -> Sequence[RunRow]:
        return await self._read(queries.read_due)

    async def recent(self, limit: int, before: str | None = None) -> Sequence[RunRow]:
        return await self._read(lambda tables: queries.read_recent(tables, limit, before))

    async def projects(self) -> Sequence[str]:
        return await self._read(queries.read_projects)

    async def orders(self, run: str) -> Sequence[OrderRow]:
        return await self._read(lambda tables: queries.read_orders(tables, run))

    async def add_samples(self, run: str, samples: Sequence[PlannedSample]) -> None:
        await self._write(lambda tables: changing.add_samples(tables, run, samples))

    async def claim(
        self, run: str, worker: str, *, limit: int, lease_seconds: float, orders: Sequence[str] | None = None
    ) -> Sequence[Claim]:
        return await self._write(
            lambda tables: changing.claim_samples(tables, run, worker, limit, lease_seconds, orders)
        )

    async def held(self, run: str) -> Sequence[Held]:
        return await self._read(lambda tables: queries.read_held(tables, run))

    async def renew(self, claims: Sequence[Claim], lease_seconds: float) -> Sequence[Claim]:
        return await self._write(lambda tables: changing.renew_leases(tables, claims, lease_seconds))

    async def release(self, claims: Sequence[Claim]) -> None:
        await self._write(lambda tables: changing.release_samples(tables, claims))

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        return await self._write(lambda tables: changing.finish_sample(tables, claim, record, decision))

    async def decide(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> int:
        return await self._write(lambda tables: deciding.decide_sample(tables, run, sample, decision, changes))

    async def settle(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> bool:
        return await self._write(lambda tables: deciding.settle_sample(tables, run, sample, decision, changes))

    async def cancel(self, run: str, decision: Decision) -> int:
        return await self._write(lambda tables: changing.cancel_run(tables, run, decision))

    async def reopen(self, run: str) -> None:
        await self._write(lambda tables: changing.reopen_run(tables, run))

    async def end(self, run: str, starts: int, ending: JSON) -> bool:
        return await self._write(lambda tables: changing.end_run(tables, run, starts, ending))

    async def tallies(self, run: str, judging: str | None = None) -> Sequence[Tally]:
        return await self._read(lambda tables: counting.read_tallies(tables, run, judging))

    async def samples(
        self, run: str, judging: str | None = None, *, states: Collection[SampleState] | None = None
    ) -> Sequence[SampleRow]:
        return await self._read(lambda tables: queries.read_samples(tables, run, judging, states))

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
        asked = paging.Asked(after, limit, outcomes, orders)
        return await self._read(lambda tables: paging.read_page(tables, run, judging, asked))

    async def sample(self, run: str, sample: str, judging: str | None = None) -> SampleRow | None:
        return await self._read(lambda tables: queries.read_sample(tables, run, sample, judging))

    async def decisions(self, run: str, sample: str) -> Sequence[tuple[int, Decision]]:
        return await self._read(lambda tables: queries.read_decisions(tables, run, sample))

    async def judging(self, run: str) -> str | None:
        return await self._read(lambda tables: queries.newest_judging(tables, run))

    async def rejudge(self, run: str, sample: str, decision: Decision, found: JSON) -> int:
        return await self._write(lambda tables: deciding.rejudge_sample(tables, run, sample, decision, found))

    async def record(self, run: str, sample: str, judging: str | None = None) -> JSON | None:
        return await self._read(lambda tables: queries.read_record(tables, run, sample, judging))

    async def call(self, key: str) -> CallRow | None:
        return await self._read(lambda tables: queries.read_call(tables, key))

    async def begin_call(self, key: str, run: str, sample: str, worker: str) -> int:
        return await self._write(lambda tables: paying.begin_call(tables, key, run, sample, worker), ordered=False)

    async def save_call(self, call: CallRow, begun: int | None = None) -> None:
        await self._write(lambda tables: paying.save_call(tables, call, begun), ordered=False)

    async def fail_call(self, begun: int) -> None:
        await self._write(lambda tables: paying.fail_call(tables, begun), ordered=False)

    async def bill(self, run: str) -> Bill:
        return await self._read(lambda tables: counting.read_bill(tables, run))

    async def spent(self, run: str) -> Mapping[str, Spent]:
        return await self._read(lambda tables: counting.read_spent(tables, run))

    async def calls(self, run: str, sample: str | None = None) -> Sequence[CallRow]:
        return await self._read(lambda tables: queries.read_calls(tables, run, sample))

    async def keep_certificates(self, run: str, certificates: Mapping[str, JSON]) -> None:
        await self._write(lambda tables: changing.keep_certificates(tables, run, certificates))

    async def certificates(self, run: str) -> Mapping[str, JSON]:
        return await self._read(lambda tables: queries.read_certificates(tables, run))

    async def note(self, run: str, kind: str, payload: JSON, sample: str | None = None) -> int:
        return await self._write(lambda tables: tables.append(run, sample, kind, payload))

    async def events(
        self, run: str, after: int = 0, limit: int = 1000, kinds: Collection[str] | None = None
    ) -> Sequence[Event]:
        return await self._read(lambda tables: queries.read_events(tables, run, after, limit, kinds))

    async def feed(self, after: int = 0, limit: int = 1000) -> Sequence[Event]:
        return await self._read(lambda tables: queries.read_feed(tables, after, limit))

    async def latest(self, run: str, kind: str) -> Event | None:
        return await self._read(lambda tables: queries.read_latest(tables, run, kind))
