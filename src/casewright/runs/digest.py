"""A run's records read once, one at a time: what its figures need of each is kept, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casewright.runs.distribution import Observed, observe
from casewright.runs.parrot import MOST_CASES
from casewright.runs.slim import slim_record
from casewright.types import Outcome, Record

__all__ = ["Digest", "digest_of"]


@dataclass
class Digest:
    """What was read of decided samples. ``bare`` counts by order those that nothing was kept of, by outcome."""

    records: list[Record] = field(default_factory=list)
    observed: list[Observed] = field(default_factory=list)
    bare: dict[str, Counter[Outcome]] = field(default_factory=dict)
    cases: int = 0

    def add(self, record: Record) -> None:
        """Takes what is needed of a record; the first cases are kept whole, for the parrot to tell."""
        with_case = record.case is not None and self.cases < MOST_CASES
        self.cases += with_case
        self.observed.append(observe(record))
        self.records.append(slim_record(record, with_case=with_case))

    def add_bare(self, order: str, outcome: Outcome) -> None:
        """Counts a sample that was decided before anything was kept of it."""
        self.bare.setdefault(order, Counter())[outcome] += 1

    def outcomes(self) -> Mapping[str, Mapping[str, int]]:
        """Samples by order and outcome."""
        found: dict[str, Counter[str]] = {order: Counter(own) for order, own in self.bare.items()}
        for record in self.records:
            found.setdefault(record.order or "", Counter())[record.decision.outcome] += 1
        return found


def digest_of(records: Iterable[Record]) -> Digest:
    """The digest of records at hand."""
    found = Digest()
    for record in records:
        found.add(record)
    return found
