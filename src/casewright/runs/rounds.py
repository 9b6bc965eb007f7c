"""Rounds: which cases come next. A pure reading of the ledger, so that any engine gives the same cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.hashing import content_hash
from casewright.ledger.protocol import OrderRow, PlannedSample, SampleRow, Tally
from casewright.runs.limits import RunLimits
from casewright.runs.steering.outlook import Outlook

__all__ = ["Standing", "count_samples", "next_round", "places", "sample_seed", "standings", "standings_of"]

NOTHING_KNOWN = Outlook()


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


def next_round(
    orders: Sequence[OrderRow],
    tallies: Sequence[Tally],
    *,
    seed: int,
    round_size: int,
    limits: RunLimits,
    cases: Mapping[str, Sequence[Any]] | None = None,
    outlook: Outlook = NOTHING_KNOWN,
) -> tuple[PlannedSample, ...]:
    """The samples to add: for each order as many as are still missing, at most ``round_size``.

    Args:
        orders: The run's orders.
        tallies: How many samples each order has, all of them decided.
        seed: The run's seed.
        round_size: Most samples an order gets in a round.
        limits: Most samples an order may have in all; by default 10 + 5 n.
        cases: Cases of the user's own, by order: taken in turn instead of drawn ones.
        outlook: What the round before taught: how the drawn cases are steered, and which orders get no more.
    """
    number = 1 + max((tally.last_round for tally in tallies), default=0)
    added: list[PlannedSample] = []
    for order, standing in zip(orders, standings_of(orders, tallies), strict=True):
        if order.id in outlook.stopped:
            continue
        given, steers = (cases or {}).get(order.id), outlook.steers.get(order.id, ())
        for place in range(places(order, standing, round_size, limits, given)):
            steer = steers[place] if place < len(steers) and not given else {}
            added.append(_planned(order, standing.samples + place, number, seed, given, steer))
    return tuple(added)


def places(
    order: OrderRow, standing: Standing, round_size: int, limits: RunLimits, given: Sequence[Any] | None = None
) -> int:
    """How many samples an order gets next: what it lacks, as far as the round and its limit of samples go."""
    allowed = limits.of(order.id).max_samples
    most = len(given) if given else 10 + 5 * order.n if allowed is None else allowed
    return min(standing.short, round_size, max(0, most - standing.samples))


def sample_seed(seed: int, order: str, index: int) -> int:
    """The seed of case ``index`` of an order, below 2**31."""
    return int(content_hash([seed, order, index], 15), 16) % 2**31


def _standing(row: OrderRow, tally: Tally | None) -> Standing:
    if tally is None:
        return Standing(row.id, row.n, {}, 0)
    return Standing(row.id, row.n, {str(name): number for name, number in tally.outcomes.items()}, tally.samples)


def _planned(
    order: OrderRow, index: int, number: int, seed: int, given: Sequence[Any] | None, steer: Mapping[str, Any]
) -> PlannedSample:
    request = {"order": order.id, "index": index, "seed": sample_seed(seed, order.id, index)}
    if given:
        request["case"] = given[index]
    if steer:
        request["steer"] = dict(steer)
    return PlannedSample(f"{order.id}-{index:04d}", order.id, index, number, request)
