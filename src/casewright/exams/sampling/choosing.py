"""The most informative questions: strata in turn, in each what critics are least sure of, of reports not yet read."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from casewright.exams.sampling.candidates import Candidate

__all__ = ["PER_REPORT", "choose"]

PER_REPORT = 6
"""Most questions about one report: answers about one report are not independent."""


@dataclass
class _Chosen:
    """What is on the sheet so far."""

    per_report: int
    known: AbstractSet[str]
    """Reports that people labelled before."""
    items: list[Candidate] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    of_group: dict[str, str] = field(default_factory=dict)

    def takes(self, item: Candidate) -> bool:
        source = item.source
        return self.asked[source.id] < self.per_report and self.of_group.get(source.group, source.id) == source.id

    def add(self, item: Candidate) -> None:
        self.items.append(item)
        self.asked[item.source.id] += 1
        self.of_group[item.source.group] = item.source.id

    def worth(self, item: Candidate) -> float:
        """Uncertainty, and as much again for a report that nobody was asked about."""
        unseen = not self.asked[item.source.id] and item.source.id not in self.known
        return item.uncertainty + unseen


def choose(
    candidates: Iterable[Candidate],
    n: int,
    *,
    seed: int = 0,
    per_report: int = PER_REPORT,
    labelled: AbstractSet[tuple[str, str]] = frozenset(),
) -> tuple[Candidate, ...]:
    """Picks up to n questions; the same seed gives the same.

    Strata (language, family, the first critic's answer) take turns, the rarest first, so that rare families and rare
    answers have as many as common ones while they last. Of a group of versions of one text only one is taken.

    Args:
        candidates: All that could be asked.
        n: How many are wanted.
        seed: Settles ties.
        per_report: Most questions about one report.
        labelled: (report, criterion) pairs that people answered before; they aren't asked again.
    """
    strata = _strata([item for item in candidates if (item.source.id, item.criterion.id) not in labelled], seed)
    chosen = _Chosen(per_report, {report for report, _ in labelled})
    while strata and len(chosen.items) < n:
        for stratum in strata:
            stratum[:] = [item for item in stratum if chosen.takes(item)]
            if stratum and len(chosen.items) < n:
                best = max(stratum, key=chosen.worth)
                stratum.remove(best)
                chosen.add(best)
        strata = [stratum for stratum in strata if stratum]
    return tuple(chosen.items)


def _strata(candidates: Sequence[Candidate], seed: int) -> list[list[Candidate]]:
    """The rarest first; within each in an order that the seed gives, which settles ties."""
    shuffled = list(candidates)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secrets here
    found: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for item in shuffled:
        found[item.stratum].append(item)
    return [found[name] for name in sorted(found, key=lambda name: (len(found[name]), name))]
