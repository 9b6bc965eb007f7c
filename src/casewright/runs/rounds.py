"""Rounds: which cases come next. A pure reading of the ledger, so that any engine gives the same cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.hashing import content_hash
from casewright.ledger.protocol import OrderRow, PlannedSample, SampleRow

__all__ = ["Standing", "next_round", "sample_seed", "standings"]


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
    found = []
    for row in orders:
        own = [sample for sample in samples if sample.planned.order == row.id]
        outcomes: dict[str, int] = {}
        for sample in own:
            if sample.decision is not None:
                outcomes[sample.decision.outcome] = outcomes.get(sample.decision.outcome, 0) + 1
        found.append(Standing(row.id, row.n, outcomes, len(own)))
    return tuple(found)


def next_round(
    orders: Sequence[OrderRow],
    samples: Sequence[SampleRow],
    *,
    seed: int,
    round_size: int,
    max_samples: int | None,
    cases: Mapping[str, Sequence[Any]] | None = None,
) -> tuple[PlannedSample, ...]:
    """The samples to add: for each order as many as are still missing, at most ``round_size``.

    Args:
        orders: The run's orders.
        samples: All samples so far, all of them decided.
        seed: The run's seed.
        round_size: Most samples an order gets in a round.
        max_samples: Most samples an order may have in all; by default 10 + 5 n.
        cases: Cases of the user's own, by order: taken in turn instead of drawn ones.
    """
    number = 1 + max((sample.planned.round for sample in samples), default=0)
    added: list[PlannedSample] = []
    for standing in standings(orders, samples):
        order = next(row for row in orders if row.id == standing.order)
        limit = max_samples if max_samples is not None else 10 + 5 * order.n
        given = (cases or {}).get(order.id)
        room = (len(given) if given else limit) - standing.samples
        for place in range(min(standing.short, round_size, max(0, room))):
            index = standing.samples + place
            added.append(_planned(order, index, number, seed, given))
    return tuple(added)


def sample_seed(seed: int, order: str, index: int) -> int:
    """The seed of case ``index`` of an order, below 2**31."""
    return int(content_hash([seed, order, index], 15), 16) % 2**31


def _planned(order: OrderRow, index: int, number: int, seed: int, given: Sequence[Any] | None) -> PlannedSample:
    request = {"order": order.id, "index": index, "seed": sample_seed(seed, order.id, index)}
    if given:
        request["case"] = given[index]
    return PlannedSample(f"{order.id}-{index:04d}", order.id, index, number, request)
