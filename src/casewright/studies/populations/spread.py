"""Whether numbers vary as they should: ratios of variances with bootstrap intervals, and how far numbers lie apart"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure

__all__ = [
    "BAND",
    "NumberDistance",
    "Standing",
    "number_distance",
    "part_ratio",
    "standing",
    "variance_ratio",
    "within",
]

BAND = (0.8, 1.25)
"""A variance ratio within these is taken for the same spread."""
RESAMPLES, DRAWS, BATCH = 1_000, 200, 100
LEAST = 5
"""Values that a side has at least."""
Numbers = NDArray[np.float64]
Standing = Literal["within", "narrower", "wider", "open"]


def within(values: Sequence[float], groups: Sequence[Hashable]) -> list[float | None]:
    """What values differ from the mean of their group, scaled so that the mean of the squares is the variance within.

    Values alone in their group say nothing: ``None``.
    """
    held: defaultdict[Hashable, list[float]] = defaultdict(list)
    for value, group in zip(values, groups, strict=True):
        held[group].append(value)
    known = {
        group: (sum(own) / len(own), (len(own) / (len(own) - 1)) ** 0.5) for group, own in held.items() if len(own) > 1
    }
    return [
        known[group][1] * (value - known[group][0]) if group in known else None
        for value, group in zip(values, groups, strict=True)
    ]


def variance_ratio(
    values: Sequence[float], other: Sequence[float] | float, *, centred: bool = False, seed: int = 0
) -> Figure:
    """The variance of the first over that of the second, which may be known exactly.

    The interval is the bootstrap of both sides on the logarithm of the ratio, and reaches over its percentile and
    its basic form: the variance of a small sample is skewed, and either alone holds too little.

    Args:
        values: One side.
        other: The other, or its variance.
        centred: Whether values are differences from known means, as of `within`.
        seed: Of the draws.
    """
    own, n = np.asarray(values, dtype=np.float64), len(values)
    against = None if isinstance(other, float | int) else np.asarray(other, dtype=np.float64)
    if n < LEAST or (against is not None and len(against) < LEAST):
        return Figure(None, n, note=f"not estimable: fewer than {LEAST} values on a side")
    below = float(other) if isinstance(other, float | int) else float(_variance(against, centred))
    above = float(_variance(own, centred))
    if below <= 1e-12:
        return Figure(None, n, note="not estimable: what it is held against does not vary")
    if above <= 1e-12:
        return Figure(0.0, n, note="no two values differ")
    drawn = _log_ratios(own, against, below, centred, np.random.default_rng(seed))
    return _ratio(above / below, drawn, n)


def _variance(values: Any, centred: bool) -> Any:  # noqa: FBT001 - private, and what it says stands in every call
    return (values**2).mean(axis=-1) if centred else values.var(axis=-1, ddof=1)


def _log_ratios(
    own: Numbers,
    against: Numbers | None,
    below: float,
    centred: bool,  # noqa: FBT001 - private, as above
    dice: np.random.Generator,
) -> Numbers:
    """Logarithms of the ratio in draws with replacement, in batches so that memory stays small."""
    found = []
    for _ in range(RESAMPLES // BATCH):
        top = _variance(_again(own, dice), centred)
        under = below if against is None else _variance(_again(against, dice), centred)
        found.append(np.log(np.maximum(top, 1e-12)) - np.log(np.maximum(under, 1e-12)))
    return np.concatenate(found)


def _again(values: Numbers, dice: np.random.Generator) -> Numbers:
    return values[dice.integers(0, len(values), (BATCH, len(values)))]


def _ratio(value: float, drawn: Numbers, n: int) -> Figure:
    ends = [float(end) for end in np.quantile(drawn, [0.025, 0.975])]
    at = float(np.log(value))
    low, high = min(ends[0], 2 * at - ends[1]), max(ends[1], 2 * at - ends[0])
    note = "bootstrap on the logarithm" if n >= 20 else f"bootstrap on the logarithm; only {n}"
    return Figure(value, n, float(np.exp(low)), float(np.exp(high)), note)


def part_ratio(inside: Sequence[float | None], whole: Sequence[float], *, seed: int = 0) -> Figure:
    """The variance of a part over that of the whole that it was taken from; the bootstrap draws the whole again.

    Args:
        inside: For each one of the whole its difference from the part's mean, ``None`` where it is not in the part.
        whole: Its difference from the whole's mean.
        seed: Of the draws.
    """
    squares = np.array([np.nan if value is None else value**2 for value in inside])
    n = int(np.isfinite(squares).sum())
    if n < LEAST:
        return Figure(None, n, note=f"not estimable: fewer than {LEAST} values")
    every = np.asarray(whole, dtype=np.float64) ** 2
    if every.mean() <= 1e-12:
        return Figure(None, n, note="not estimable: what it is held against does not vary")
    if np.nanmean(squares) <= 1e-12:
        return Figure(0.0, n, note="no two values differ")
    drawn = _log_parts(squares, every, np.random.default_rng(seed))
    return _ratio(float(np.nanmean(squares) / every.mean()), drawn, n)


def _log_parts(squares: Numbers, every: Numbers, dice: np.random.Generator) -> Numbers:
    taken, held = np.isfinite(squares), np.nan_to_num(squares)
    found = []
    for _ in range(RESAMPLES // BATCH):
        rows = dice.integers(0, len(every), (BATCH, len(every)))
        top = held[rows].sum(axis=1) / np.maximum(taken[rows].sum(axis=1), 1)
        found.append(np.log(np.maximum(top, 1e-12)) - np.log(np.maximum(every[rows].mean(axis=1), 1e-12)))
    return np.concatenate(found)


def standing(figure: Figure) -> Standing:
    """Where a variance ratio lies with its whole interval."""
    if figure.value == 0.0:
        return "narrower"
    if figure.low is None or figure.high is None:
        return "open"
    if BAND[0] <= figure.low and figure.high <= BAND[1]:
        return "within"
    return "narrower" if figure.high < BAND[0] else "wider" if figure.low > BAND[1] else "open"


@dataclass(frozen=True, slots=True)
class NumberDistance:
    """Kolmogorov and Smirnov's distance and Wasserstein's (in the numbers' own unit), each beside chance."""

    ks: Figure
    ks_chance: Figure
    wasserstein: Figure
    wasserstein_chance: Figure


def number_distance(values: Sequence[float], others: Sequence[float], seed: int = 0) -> NumberDistance:
    """Of two separate sets of numbers; chance deals both together out anew."""
    own, other = np.asarray(values, dtype=np.float64), np.asarray(others, dtype=np.float64)
    if len(own) < LEAST or len(other) < LEAST:
        nothing = Figure(None, len(own), note=f"not estimable: fewer than {LEAST} values on a side")
        return NumberDistance(nothing, nothing, nothing, nothing)
    dice = np.random.default_rng(seed)
    again = [_distances(dice.choice(own, len(own)), dice.choice(other, len(other))) for _ in range(DRAWS)]
    pooled = np.concatenate([own, other])
    dealt = [np.split(dice.permutation(pooled), [len(own)]) for _ in range(DRAWS)]
    chance = np.array([_distances(*two) for two in dealt])
    found = zip(_distances(own, other), np.array(again).T, chance.T, strict=True)
    (ks, ks_chance), wasserstein = (_beside(value, drawn, lot, len(own)) for value, drawn, lot in found)
    ks = replace(ks, high=min(1.0, ks.high or 1.0))
    return NumberDistance(ks, ks_chance, *wasserstein)


def _distances(own: Numbers, other: Numbers) -> tuple[float, float]:
    """Both from one look at the cumulative distributions: some ten thousand of them are asked for."""
    at = np.sort(np.concatenate([own, other]))
    gaps = np.searchsorted(np.sort(own), at, "right") / len(own) - np.searchsorted(np.sort(other), at, "right") / len(
        other
    )
    return float(np.abs(gaps).max()), float((np.abs(gaps[:-1]) * np.diff(at)).sum())


def _beside(value: float, again: Numbers, chance: Numbers, n: int) -> tuple[Figure, Figure]:
    first, last = (float(end) for end in np.quantile(again, [0.025, 0.975]))
    low, high = max(0.0, min(first, 2 * value - last, value)), max(last, 2 * value - first, value)
    line = float(np.quantile(chance, 0.95))
    return (
        Figure(value, n, low, high, f"bootstrap, {DRAWS} draws"),
        Figure(line, n, note="95th percentile, both dealt out anew"),
    )
