"""Seeded chance: everything random about case k of an order, with strata that spread over the order's cases.

A trait is drawn by a Halton sequence with seeded digit permutations (Halton 1960; permutations after Braaten and
Weller 1979): any ``base`` consecutive cases fall into ``base`` different strata of that trait. A set of symptoms
is dealt from a shuffled deck that goes on from case to case, so that neighbours share as few as the pool allows.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from typing import TypeVar

__all__ = ["Chance", "pick_share"]

T = TypeVar("T")
BASES: Mapping[str, int] = {
    "sex": 2,
    "age": 3,
    "course": 5,
    "setting": 7,
    "presenting": 11,
    "stressor": 13,
    "comorbidity": 17,
    "episode": 19,
    "severity": 23,
    "told": 29,
    "informant": 31,
}
"""One prime a trait: two traits of one base would go in step."""


@dataclass(frozen=True)
class Chance:
    """The dice of one case. ``random`` is its own; strata and decks are shared with the order's other cases of the
    same ``series``, which is the case's seed where nothing is given."""

    seed: int
    order_id: str
    index: int
    series: int | None = None

    @property
    def shared(self) -> int:
        return self.seed if self.series is None else self.series

    @cached_property
    def random(self) -> random.Random:
        return _generator(self.seed, self.order_id, str(self.index))

    def spread(self, trait: str) -> float:
        """A number in [0, 1) whose strata alternate from case to case."""
        base = BASES[trait]
        digits = _shuffled(self.shared, self.order_id, f"strata:{trait}", base)
        value, scale, rest = 0.0, 1.0 / base, self.index
        for _ in range(_places(base)):
            rest, digit = divmod(rest, base)
            value, scale = value + digits[digit] * scale, scale / base
        return min(value + self.random.random() * scale * base, 1 - 1e-12)

    def deal(self, name: str, pool: Sequence[T], each: int) -> list[T]:
        """The whole pool in an order whose first ``each`` go on where the previous case stopped."""
        if not pool:
            return []
        start = self.index * max(each, 1)
        found: list[int] = []
        first_round = start // len(pool)
        for turn in range(first_round, first_round + 3):
            deck = _shuffled(self.shared, self.order_id, f"deck:{name}:{turn}", len(pool))
            found += deck[start % len(pool) :] if turn == first_round else deck
        return [pool[place] for place in dict.fromkeys(found)]


def pick_share(shares: Mapping[str, float], quantile: float) -> str:
    """The key at a quantile of a distribution, in the order of its keys; shares are normalised."""
    total, reached = sum(shares.values()), 0.0
    for key, share in shares.items():
        reached += share / total
        if quantile < reached:
            return key
    return [key for key, share in shares.items() if share > 0][-1]


def _generator(seed: int, order_id: str, part: str) -> random.Random:
    digest = blake2b(f"{seed}\x1f{order_id}\x1f{part}".encode(), digest_size=8).digest()
    return random.Random(int.from_bytes(digest))  # noqa: S311 - imagined patients are no secrets


@lru_cache(maxsize=4096)
def _shuffled(seed: int, order_id: str, part: str, size: int) -> tuple[int, ...]:
    places = list(range(size))
    _generator(seed, order_id, part).shuffle(places)
    return tuple(places)


@cache
def _places(base: int) -> int:
    places = 1
    while base**places < 4096:
        places += 1
    return places
