"""What a caller hears of a run: every decided sample once, those of earlier starts first, then as they are decided."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace

from casewright.ledger.protocol import Event, Ledger, SampleRow, SampleState
from casewright.types import Record
from casewright.wire import from_json

__all__ = ["Telling"]

DECIDED: tuple[SampleState, ...] = ("decided",)

PAGE = 1000


@dataclass
class Telling:
    """Records by this process are handed to `tell`; those of others are found in the ledger."""

    ledger: Ledger
    run: str
    judging: str
    after: int
    """The ledger's last event when this start began."""
    _told: set[str] = field(default_factory=set, init=False)
    _queue: asyncio.Queue[Record | None] = field(default_factory=asyncio.Queue, init=False)

    def tell(self, record: Record) -> None:
        """A sample was decided here."""
        if record.id not in self._told:
            self._told.add(record.id)
            self._queue.put_nowait(record)

    async def records(self) -> AsyncGenerator[Record, None]:
        """All that is told, until `close`. What was decided before is read one by one, while work goes on."""
        for row in await self._decided():
            if row.planned.id not in self._told:
                self._told.add(row.planned.id)
                if (record := await self._stored(row)) is not None:
                    yield record
        while (told := await self._queue.get()) is not None:
            yield told

    async def look(self) -> None:
        """Tells what others decided since the last look."""
        while events := await self.ledger.events(self.run, self.after, PAGE):
            self.after = events[-1].sequence
            for event in events:
                if event.kind == "decided" and event.sample is not None and event.sample not in self._told:
                    await self._hear(event.sample, event)

    async def finish(self) -> None:
        """Tells whatever is decided and not told yet, and closes."""
        tallies = await self.ledger.tallies(self.run, self.judging)
        if sum(tally.states.get("decided", 0) for tally in tallies) != len(self._told):
            for row in await self._decided():
                if row.planned.id not in self._told and (record := await self._stored(row)) is not None:
                    self.tell(record)
        self.close()

    def close(self) -> None:
        """No more is told."""
        self._queue.put_nowait(None)

    async def _hear(self, sample: str, event: Event) -> None:
        """A record says itself how it was decided, unless a person or an operator did; those are told at the end."""
        stored = await self.ledger.record(self.run, sample)
        if stored is None or event.payload["judging"] != self.judging:
            return
        record = from_json(Record, stored)
        if record.decision.outcome == event.payload["outcome"]:
            self.tell(record)

    async def _decided(self) -> list[SampleRow]:
        return list(await self.ledger.samples(self.run, self.judging, states=DECIDED))

    async def _stored(self, row: SampleRow) -> Record | None:
        stored = await self.ledger.record(self.run, row.planned.id)
        if stored is None or row.decision is None:
            return None
        return replace(from_json(Record, stored), decision=row.decision)
