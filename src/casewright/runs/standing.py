"""How orders stand: what was planned for them, what came of it, and what is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.ledger.protocol import OrderRow, SampleRow, Tally
from casewright.runs.limits import RunLimits

__all__ = ["Standing", "count_samples", "places", "samples_left", "standings", "standings_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands: accepted + short = n."""

    order: str
    n: int
    outcomes: Mapping[str, int]
    samples: int

    @property
    def accepted(self) -> int:
        return self.outcomes.get("accepted", 0)

    @property
    def short(self) -> int:
        return max(0, self.n - self.accepted)


def standings(orders: Sequence[OrderRow], samples: Sequence[SampleRow]) -> tuple[Standing, ...]:
    """How every order stands by the effective decisions."""
    return standings_of(orders, count_samples(orders, samples))


def standings_of(orders: Sequence[OrderRow], tallies: Sequence[Tally]) -> tuple[Standing, ...]:
    """How every order stands, from what the ledger counted; an order that nothing was planned for has no samples."""
    by_order = {tally.order: tally for tally in tallies}
    return tuple(_standing(row, by_order.get(row.id)) for row in orders)


def count_samples(orders: Sequence[OrderRow], samples: Sequence[SampleRow]) -> tuple[Tally, ...]:
    """The tallies of samples that were read already; `Ledger.tallies` counts without reading them."""
    found = []
    for row in orders:
        own = [sample for sample in samples if sample.planned.order == row.id]
        outcomes = Counter(sample.decision.outcome for sample in own if sample.decision is not None)
        last = max((sample.planned.round for sample in own), default=0)
        found.append(Tally(row.id, Counter(sample.state for sample in own), outcomes, last))
    return tuple(found)


def places(
    order: OrderRow, standing: Standing, round_size: int, limits: RunLimits, given: Sequence[Any] | None = None
) -> int:
    """How many samples an order gets next: what it lacks, as far as the round and its limit of samples go."""
    return min(standing.short, round_size, samples_left(order, standing, limits, given))


def samples_left(order: OrderRow, standing: Standing, limits: RunLimits, given: Sequence[Any] | None = None) -> int:
    """How many samples an order may still have; a user's own cases are used once each."""
    allowed = limits.of(order.id).max_samples
    most = len(given) if given else 10 + 5 * order.n if allowed is None else allowed
    return max(0, most - standing.samples)


def _standing(row: OrderRow, tally: Tally | None) -> Standing:
    if tally is None:
        return Standing(row.id, row.n, {}, 0)
    return Standing(row.id, row.n, {str(name): number for name, number in tally.outcomes.items()}, tally.samples)
