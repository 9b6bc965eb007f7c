"""Of many drawn sets, how often an interval holds the truth, and how often a test of nothing finds something"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from casewright.measures.figure import Figure
from casewright.studies.statistics import (
    cliffs_delta,
    mean_interval,
    paired_delta,
    paired_difference,
    share,
    unpaired_difference,
)

__all__ = ["coverage", "false_findings"]

SIZES = (5, 10, 20, 50)
Draw = Callable[[Any, int], Figure]


def _paired(dice: Any, n: int, draw: Callable[[int], Any]) -> Figure:
    a, b = draw(n), draw(n)
    return paired_difference(_named(a), _named(b)).figure


DRAWS: dict[str, tuple[float, Draw]] = {
    "mean, normal": (0.0, lambda dice, n: mean_interval(list(dice.normal(0, 1, n)))),
    "mean, skewed (exponential)": (1.0, lambda dice, n: mean_interval(list(dice.exponential(1, n)))),
    "mean, shares of 10 (0.9)": (0.9, lambda dice, n: mean_interval(list(dice.binomial(10, 0.9, n) / 10))),
    "mean of groups of 4": (0.0, lambda dice, n: _grouped(dice, n)),
    "share 0.1": (0.1, lambda dice, n: share(int(dice.binomial(n, 0.1)), n)),
    "paired difference, skewed": (0.0, lambda dice, n: _paired(dice, n, lambda size: dice.exponential(1, size))),
    "paired difference, yes or no": (
        0.0,
        lambda dice, n: _paired(dice, n, lambda size: (dice.random(size) < 0.8).astype(float)),
    ),
    "unpaired difference, skewed": (
        0.0,
        lambda dice, n: unpaired_difference(list(dice.exponential(1, n)), list(dice.exponential(1, n))).figure,
    ),
    "unpaired difference, yes or no": (
        0.0,
        lambda dice, n: unpaired_difference(*((dice.random(n) < 0.8).astype(float).tolist() for _ in "ab")).figure,
    ),
    "Cliff's delta": (0.0, lambda dice, n: cliffs_delta(list(dice.normal(0, 1, n)), list(dice.normal(0, 1, n)))),
    "paired delta": (0.0, lambda dice, n: paired_delta(list(dice.normal(0, 1, n)))),
}


def _grouped(dice: Any, n: int) -> Figure:
    middles = np.repeat(dice.normal(0, 1, n), 4)
    values = middles + dice.normal(0, 0.5, 4 * n)
    return mean_interval(list(values), groups=[str(at // 4) for at in range(4 * n)])


def coverage(rounds: int) -> Iterator[tuple[str, int, float, int]]:
    """For each kind of figure and size: the share of intervals that hold the truth; those without one are left out."""
    for name, (truth, draw) in DRAWS.items():
        for n in SIZES:
            dice = np.random.default_rng(n)
            found = [draw(dice, n) for _ in range(rounds)]
            ends = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
            yield name, n, sum(low <= truth <= high for low, high in ends) / len(ends), len(ends)


def false_findings(rounds: int) -> Iterator[tuple[str, int, float, int]]:
    """For each test and size: how often p is at most 0.05 where nothing differs."""
    for n in SIZES:
        dice = np.random.default_rng(n)
        pairs = [_pairs(dice, n) for _ in range(rounds)]
        yield "sign flips", n, sum((one or 1) <= 0.05 for one in pairs) / rounds, rounds
        sets = [_sets(dice, n) for _ in range(rounds)]
        yield "permutation of two sets", n, sum((one or 1) <= 0.05 for one in sets) / rounds, rounds


def _pairs(dice: Any, n: int) -> float | None:
    a, b = dice.exponential(1, n), dice.exponential(1, n)
    return paired_difference(_named(a), _named(b)).p


def _sets(dice: Any, n: int) -> float | None:
    return unpaired_difference(list(dice.exponential(1, n)), list(dice.exponential(1, n))).p


def _named(values: Any) -> dict[str, float]:
    return {str(at): float(value) for at, value in enumerate(values)}
