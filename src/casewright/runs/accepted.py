"""The table of what a run has accepted, kept beside its ledger over the rounds of a process."""

from __future__ import annotations

from dataclasses import dataclass, field

from casewright.ledger.outcomes import RANK
from casewright.ledger.protocol import Ledger, SampleState
from casewright.measures.diversity import AcceptedTable
from casewright.types import Outcome, Record
from casewright.wire import from_json

__all__ = ["COUNTED", "AcceptedSoFar"]

DECIDED: tuple[SampleState, ...] = ("decided",)

COUNTED = ("accepted", "surplus")
"""Outcomes whose reports later ones are compared with."""
PAGE = 1000


@dataclass
class AcceptedSoFar:
    """Reads each accepted report from the ledger once, and forgets everything as soon as one was withdrawn.

    The ledger is the truth: whatever it counts is in the table after `follow`, and nothing else is. All samples are
    read at the first look; later ones read what was decided since, so that a round costs what it decides. No file is
    kept beside it: reading a thousand records again after a restart takes three seconds, and a file could be stale.
    """

    ledger: Ledger
    run: str
    judging: str
    table: AcceptedTable = field(default_factory=AcceptedTable)
    _outcomes: dict[str, tuple[int, Outcome]] = field(default_factory=dict, init=False)
    """By sample: the rank of who decided last, and what."""
    _new: list[str] = field(default_factory=list, init=False)
    """Samples that count and are not in the table yet."""
    _withdrawn: bool = field(default=False, init=False)
    _seen: int | None = field(default=None, init=False)
    """The last event that was looked at."""

    @property
    def is_begun(self) -> bool:
        """Whether the ledger was looked at."""
        return self._seen is not None

    async def follow(self) -> AcceptedTable:
        """The table of what the ledger counts now, by whomever it was decided."""
        if self._seen is None:
            await self._begin()
        await self._catch_up()
        if self._withdrawn:
            self._withdrawn, self.table = False, AcceptedTable()
            self._new = [sample for sample, (_, outcome) in self._outcomes.items() if outcome in COUNTED]
        for sample in self._new:
            if sample not in self.table:
                self.add(from_json(Record, await self.ledger.record(self.run, sample)))
        self._new = []
        return self.table

    def forget(self) -> None:
        """Begins anew at the next look: somebody else commits, too."""
        self._seen, self._withdrawn, self._outcomes, self._new = None, True, {}, []

    def add(self, record: Record) -> None:
        """Takes in a report that counts."""
        self.table.add(record.id, record.text or "", code=record.code)

    async def _begin(self) -> None:
        self._seen = await self.ledger.note(self.run, "looked", {})
        for row in await self.ledger.samples(self.run, self.judging, states=DECIDED):
            if row.decision is not None:
                self._take(row.planned.id, RANK[row.decision.by], row.decision.outcome)

    async def _catch_up(self) -> None:
        while events := await self.ledger.events(self.run, self._seen or 0, PAGE):
            self._seen = events[-1].sequence
            for event in events:
                found = event.payload
                if event.kind == "decided" and event.sample and found["judging"] == self.judging:
                    self._take(event.sample, RANK[found["by"]], found["outcome"])

    def _take(self, sample: str, rank: int, outcome: Outcome) -> None:
        """The latest of the highest rank stands, as in the ledger."""
        before = self._outcomes.get(sample)
        if before is not None and rank < before[0]:
            return
        self._outcomes[sample] = (rank, outcome)
        if outcome in COUNTED:
            self._new.append(sample)
        elif sample in self.table:
            self._withdrawn = True
