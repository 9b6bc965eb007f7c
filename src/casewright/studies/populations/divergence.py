"""How far apart two distributions over categories are: Jensen-Shannon divergence beside what chance makes"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure

__all__ = ["Divergence", "from_others", "from_target", "from_whole", "jensen_shannon"]

DRAWS = 1_000
Shares = NDArray[np.float64]
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Divergence:
    """A divergence in bits, from 0 to 1, and how large chance alone makes it.

    A divergence of small samples is biased upwards: read it beside ``chance``, the 95th percentile where both
    sides are drawn from one distribution. The interval reaches over the percentile and the basic bootstrap
    interval (Davison and Hinkley 1997, sections 5.2 and 5.3), since either alone leans.
    """

    figure: Figure
    chance: Figure
    p: float | None = None
    """Share of chance's draws that are as large, the observed one among them (Phipson and Smyth 2010)."""


def jensen_shannon(p: Any, q: Any) -> Any:
    """Jensen-Shannon divergence to base 2 (Lin 1991) along the last axis; counts are made shares first."""
    from scipy.special import rel_entr

    own, other = _shares(p), _shares(q)
    middle = (own + other) / 2
    bits = (rel_entr(own, middle).sum(axis=-1) + rel_entr(other, middle).sum(axis=-1)) / (2 * np.log(2))
    return np.clip(bits, 0.0, 1.0)


def from_target(counts: Counts, target: Mapping[str, float], seed: int = 0) -> Divergence:
    """Counts against shares that are known exactly; chance draws as many from these shares."""
    names = sorted({*counts, *target})
    own, wanted = _row(counts, names), _shares([target.get(name, 0.0) for name in names])
    n = int(own.sum())
    if not n or not sum(target.values()):
        return _nothing(n, "no target" if n else "nothing to count")
    dice = np.random.default_rng(seed)
    again = jensen_shannon(dice.multinomial(n, own / n, DRAWS), wanted)
    by_chance = jensen_shannon(dice.multinomial(n, wanted, DRAWS), wanted)
    return _divergence(float(jensen_shannon(own, wanted)), again, by_chance, n, "as many drawn from the target")


def from_whole(counts: Counts, whole: Counts, seed: int = 0) -> Divergence:
    """Counts of a part against those of the whole that it was taken from; chance takes as many of it.

    The bootstrap draws the whole again, with what was taken of it.
    """
    names = sorted({*counts, *whole})
    own, every = _row(counts, names), _row(whole, names)
    n = int(own.sum())
    if not n:
        return _nothing(n, "nothing to count")
    dice = np.random.default_rng(seed)
    drawn = dice.multinomial(int(every.sum()), np.concatenate([own, every - own]) / every.sum(), DRAWS)
    inside = drawn[:, : len(names)]
    again = jensen_shannon(inside, inside + drawn[:, len(names) :])
    taken = dice.multivariate_hypergeometric(every.astype(np.int64), n, DRAWS, method="marginals")
    by_chance = jensen_shannon(taken, every)
    return _divergence(float(jensen_shannon(own, every)), again, by_chance, n, "as many taken at random")


def from_others(counts: Counts, others: Counts, seed: int = 0) -> Divergence:
    """Counts of two separate sets; chance deals both together out anew (a permutation of whose they are)."""
    names = sorted({*counts, *others})
    own, other = _row(counts, names), _row(others, names)
    n, m = int(own.sum()), int(other.sum())
    if not n or not m:
        return _nothing(n, "nothing to hold it against" if n else "nothing to count")
    dice = np.random.default_rng(seed)
    again = jensen_shannon(dice.multinomial(n, own / n, DRAWS), dice.multinomial(m, other / m, DRAWS))
    pooled = (own + other).astype(np.int64)
    dealt = dice.multivariate_hypergeometric(pooled, n, DRAWS, method="marginals")
    by_chance = jensen_shannon(dealt, pooled - dealt)
    return _divergence(float(jensen_shannon(own, other)), again, by_chance, n, f"dealt out anew with {m} others")


def _shares(rows: Any) -> Shares:
    held = np.asarray(rows, dtype=np.float64)
    sums: Shares = held.sum(axis=-1, keepdims=True)
    return held / np.where(sums > 0, sums, 1.0)


def _row(counts: Counts, names: list[str]) -> Shares:
    return np.array([counts.get(name, 0) for name in names], dtype=np.float64)


def _divergence(value: float, again: Shares, by_chance: Shares, n: int, how: str) -> Divergence:
    first, last = (float(end) for end in np.quantile(again, [0.025, 0.975]))
    low, high = max(0.0, min(first, 2 * value - last)), min(1.0, max(last, 2 * value - first))
    figure = Figure(value, n, min(low, value), max(high, value), "bits; bootstrap, percentile and basic")
    p = (1 + int((by_chance >= value - 1e-12).sum())) / (1 + len(by_chance))
    return Divergence(figure, Figure(float(np.quantile(by_chance, 0.95)), n, note=f"95th percentile: {how}"), p)


def _nothing(n: int, why: str) -> Divergence:
    figure = Figure(None, n, note=f"not estimable: {why}")
    return Divergence(figure, figure)
