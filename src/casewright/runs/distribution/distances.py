"""How far apart two distributions are, with an interval, and how far chance alone would have put them.

The distance of what was accepted to what was written is read beside ``chance``: the 95th percentile of the distance
when as many are taken at random. Intervals reach over both the percentile and the basic bootstrap interval (Davison and
Hinkley 1997, sections 5.2 and 5.3): a distance of small samples is biased upwards, and either alone holds the truth in
fewer than 19 of 20 cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int64]

__all__ = ["drawn_distance", "kolmogorov_smirnov", "target_distance"]

DRAWS = 1000
DRAWS_OF_NUMBERS = 200
SEED = 20_260


def drawn_distance(kept: Mapping[str, int], written: Mapping[str, int]) -> dict[str, Any]:
    """Total variation distance between what was kept and all that was written, which it was taken from.

    Args:
        kept: Counts by value of those that were accepted.
        written: Counts by value of all.
    """
    import numpy as np

    dice = np.random.default_rng(SEED)
    names = sorted(written)
    inside = np.array([kept.get(name, 0) for name in names])
    total = np.array([written[name] for name in names])
    n = int(inside.sum())
    if not n:
        return _none("total_variation")
    cells = np.concatenate([inside, total - inside])
    drawn = dice.multinomial(int(total.sum()), cells / total.sum(), DRAWS)
    again = _variation(drawn[:, : len(names)], drawn[:, : len(names)] + drawn[:, len(names) :])
    by_chance = _variation(dice.multivariate_hypergeometric(total, n, DRAWS, method="marginals"), total[None, :])
    return _distance("total_variation", float(_variation(inside[None, :], total[None, :])[0]), again, by_chance, n)


def target_distance(counts: Mapping[str, int], target: Mapping[str, float]) -> dict[str, Any]:
    """Total variation distance between counts and the shares that were wanted, which are known exactly."""
    import numpy as np

    dice = np.random.default_rng(SEED)
    names = sorted({*counts, *target})
    found = np.array([counts.get(name, 0) for name in names])
    shares = np.array([target.get(name, 0.0) for name in names])
    n, shares = int(found.sum()), shares / shares.sum()
    if not n:
        return _none("total_variation")
    again = _variation(dice.multinomial(n, found / n, DRAWS), shares[None, :])
    by_chance = _variation(dice.multinomial(n, shares, DRAWS), shares[None, :])
    return _distance("total_variation", float(_variation(found[None, :], shares[None, :])[0]), again, by_chance, n)


def kolmogorov_smirnov(kept: Sequence[float], written: Sequence[float]) -> dict[str, Any]:
    """The largest distance between two cumulative distributions of numbers (Kolmogorov and Smirnov)."""
    import numpy as np

    if not kept or not written:
        return _none("kolmogorov_smirnov")
    dice = np.random.default_rng(SEED)
    own, every = np.sort(np.asarray(kept, float)), np.sort(np.asarray(written, float))
    again = [_gap(_again(own, dice), _again(every, dice)) for _ in range(DRAWS_OF_NUMBERS)]
    room = min(len(own), len(every))
    by_chance = [_gap(np.sort(dice.choice(every, room, replace=False)), every) for _ in range(DRAWS_OF_NUMBERS)]
    return _distance("kolmogorov_smirnov", _gap(own, every), np.array(again), np.array(by_chance), len(own))


def _variation(left: Any, right: Any) -> Numbers:
    """Of each row of counts or shares."""
    import numpy as np

    sums = np.maximum(left.sum(axis=1, keepdims=True), 1e-12), np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
    found: Numbers = np.abs(left / sums[0] - right / sums[1]).sum(axis=1) / 2
    return found


def _again(values: Numbers, dice: np.random.Generator) -> Numbers:
    import numpy as np

    return np.sort(dice.choice(values, len(values)))


def _gap(left: Numbers, right: Numbers) -> float:
    import numpy as np

    at = np.concatenate([left, right])
    own = np.searchsorted(left, at, side="right") / len(left)
    return float(np.abs(own - np.searchsorted(right, at, side="right") / len(right)).max())


def _distance(name: str, value: float, again: Numbers, by_chance: Numbers, n: int) -> dict[str, Any]:
    import numpy as np

    ends = [float(end) for end in np.quantile(again, [0.025, 0.975])]
    low = max(0.0, min(ends[0], 2 * value - ends[1]))
    high = min(1.0, max(ends[1], 2 * value - ends[0]))
    chance = float(np.quantile(by_chance, 0.95))
    return {"name": name, "value": value, "n": n, "low": min(low, value), "high": max(high, value), "chance": chance}


def _none(name: str) -> dict[str, Any]:
    return {"name": name, "value": None, "n": 0, "low": None, "high": None, "chance": None}
