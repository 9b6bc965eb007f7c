"""Orders played with and without steering before gates that refuse one stratum more often than the others."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from time import process_time
from typing import Any

from casewright.ledger.protocol import PlannedSample
from casewright.plans import choices
from casewright.runs.distribution.distances import target_distance
from casewright.runs.steering.history import band_of
from casewright.testing.played_run import JUDGING, PASSED, RUN, Gate, World, refused
from casewright.types import Case, Decision, Order

__all__ = ["GATES", "Played", "play", "render_plays"]

Chances = Callable[[Case], float]
GATES: Mapping[str, tuple[str, Chances]] = {
    "the same for all, 0.7": ("sex", lambda case: 0.7),
    "men 0.35, women 0.9": ("sex", lambda case: 0.35 if case.person.sex == "male" else 0.9),
    "severe 0.25, else 0.9": ("severity", lambda case: 0.25 if case.traits["severity"] == "severe" else 0.9),
    "men 0.02, women 0.9": ("sex", lambda case: 0.02 if case.person.sex == "male" else 0.9),
}
N = 200


@dataclass(frozen=True)
class Played:
    """One set of accepted reports: how far each trait is from its target, and what it cost.

    Attributes:
        distances: By trait, as `target_distance` tells it.
        samples: How many were written.
        accepted: How many were accepted.
        seconds: CPU time.
    """

    distances: Mapping[str, Mapping[str, Any]]
    samples: int
    accepted: int
    seconds: float = field(compare=False)

    @property
    def mean(self) -> float:
        """Mean distance over all traits that vary."""
        return sum(float(one["value"]) for one in self.distances.values()) / len(self.distances)


def play(order: Order, chances: Chances, seed: int, *, steer: bool) -> Played:
    """Plays an order to its end."""
    began = process_time()
    world = World([order], _gate(chances, seed), seed=seed, steer=steer)
    cases, samples = asyncio.run(_play(world))
    found = choices(order)
    if found is None:
        raise ValueError(f"{order.code!r} has no case source")
    varied = {trait: shares for trait, shares in found.shares.items() if len(shares) > 1}
    counts = {trait: Counter(_value(case, trait, shares) for case in cases) for trait, shares in varied.items()}
    distances = {trait: target_distance(counts[trait], shares) for trait, shares in varied.items()}
    return Played(distances, samples, len(cases), process_time() - began)


async def _play(world: World) -> tuple[list[Case], int]:
    await world.open()
    await world.play()
    return await world.cases(), len(await world.ledger.samples(RUN, JUDGING))


def _gate(chances: Chances, seed: int) -> Gate:
    def gate(case: Case, planned: PlannedSample) -> Decision:
        dice = random.Random(f"{seed}:{planned.id}")
        return PASSED if dice.random() < chances(case) else refused("some-criterion")

    return gate


def _value(case: Case, trait: str, shares: Mapping[str, float]) -> str:
    if trait == "age":
        return band_of(case.person.age, shares) or "none"
    return case.person.sex if trait == "sex" else case.traits[trait]


def render_plays(orders: Mapping[str, Order], seeds: range) -> Iterator[str]:
    """A table: the distance to its target of the trait that the gate goes by, the mean of all traits, and the cost."""
    yield f"| order, n = {N} | chance of passing | steering | trait | {HEADS} |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, order in orders.items():
        for told, (trait, chances) in GATES.items():
            for steer in (False, True):
                sets = [play(order, chances, seed, steer=steer) for seed in seeds]
                if trait in sets[0].distances:
                    yield f"| {name} | {told} | {'on' if steer else 'off'} | {trait} | {_cells(sets, trait)} |"


HEADS = "distance to target: first set (95 % bootstrap) | all sets: mean (range) | all traits: mean | accepted | samples an accepted report"  # noqa: E501 - a table's head


def _cells(sets: list[Played], trait: str) -> str:
    first, values = sets[0].distances[trait], [one.distances[trait]["value"] for one in sets]
    interval = f"{first['value']:.3f} ({first['low']:.3f} to {first['high']:.3f})"
    every = f"{sum(values) / len(values):.3f} ({min(values):.3f} to {max(values):.3f})"
    accepted = sum(one.accepted for one in sets)
    cost = f"{sum(one.samples for one in sets) / accepted:.2f}"
    mean = f"{sum(one.mean for one in sets) / len(sets):.3f}"
    return f"{interval} | {every} | {mean} | {accepted} | {cost}"
