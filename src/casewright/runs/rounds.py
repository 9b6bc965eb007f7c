"""Rounds: which cases come next. A pure reading of the ledger, so that any engine gives the same cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.hashing import content_hash
from casewright.ledger.protocol import OrderRow, PlannedSample, Tally
from casewright.runs.limits import RunLimits
from casewright.runs.standing import Standing, count_samples, places, standings, standings_of
from casewright.runs.steering.outlook import Outlook

__all__ = ["Standing", "count_samples", "next_round", "sample_seed", "standings", "standings_of"]

NOTHING_KNOWN = Outlook()


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


def sample_seed(seed: int, order: str, index: int) -> int:
    """The seed of case ``index`` of an order, below 2**31."""
    return int(content_hash([seed, order, index], 15), 16) % 2**31


def _planned(
    order: OrderRow, index: int, number: int, seed: int, given: Sequence[Any] | None, steer: Mapping[str, Any]
) -> PlannedSample:
    request = {"order": order.id, "index": index, "seed": sample_seed(seed, order.id, index)}
    if given:
        request["case"] = given[index]
    if steer:
        request["steer"] = dict(steer)
    return PlannedSample(f"{order.id}-{index:04d}", order.id, index, number, request)
