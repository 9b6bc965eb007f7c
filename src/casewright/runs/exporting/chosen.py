"""What of a run is exported: its samples by effective outcome, and their records one at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace

from casewright.errors import UsageError
from casewright.ledger.protocol import Ledger, SampleRow
from casewright.types import Outcome, Record
from casewright.wire import from_json

__all__ = ["Chosen", "choose"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The samples of a run by outcome, as they stood in one moment; undecided ones are counted."""

    ledger: Ledger
    run: str
    judging: str
    samples: Mapping[Outcome, tuple[SampleRow, ...]]
    undecided: int
    without_record: Mapping[Outcome, int] = field(default_factory=dict)
    """Decided ones that nothing was kept of, such as samples of a cancelled run that had not begun."""

    @property
    def counts(self) -> dict[Outcome, int]:
        """Samples by outcome, with and without a record."""
        names = dict.fromkeys((*self.samples, *self.without_record))
        return {name: len(self.samples.get(name, ())) + self.without_record.get(name, 0) for name in names}

    async def records(self, outcome: Outcome) -> AsyncIterator[Record]:
        """The records of an outcome in sample order, with the decision that stands; one is held at a time."""
        for row in self.samples.get(outcome, ()):
            stored = await self.ledger.record(self.run, row.planned.id, self.judging)
            if stored is not None and row.decision is not None:
                yield replace(from_json(Record, stored), decision=row.decision)


async def choose(ledger: Ledger, run: str, judging: str | None = None) -> Chosen:
    """The samples of a run under a judging, by default the newest.

    Raises:
        UsageError: nothing was decided under it.
    """
    rows = await ledger.samples(run, judging)
    decided = [row for row in rows if row.decision is not None]
    if not decided:
        told = f" under judging {judging!r}" if judging else ""
        raise UsageError(f"run {run!r} has no sample that was decided{told}")
    found: dict[Outcome, list[SampleRow]] = {}
    bare: dict[Outcome, int] = {}
    for row in decided:
        assert row.decision is not None  # noqa: S101 - filtered above
        outcome = row.decision.outcome
        if row.has_record:
            found.setdefault(outcome, []).append(replace(row, planned=replace(row.planned, case={})))
        else:
            bare[outcome] = bare.get(outcome, 0) + 1
    first = decided[0].decision
    assert first is not None  # noqa: S101 - filtered above
    samples = {outcome: tuple(own) for outcome, own in found.items()}
    return Chosen(ledger, run, first.judging, samples, len(rows) - len(decided), bare)
