"""One measure of two arms, held against each other: on the cases that both tell, where they share enough of them"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb, sqrt
from statistics import stdev

from casewright.measures.figure import Figure
from casewright.studies.comparisons.contrasts import Contrast
from casewright.studies.part import Scores
from casewright.studies.statistics import (
    Difference,
    cliffs_delta,
    cohens_h,
    hedges_g,
    holm,
    least_pairs,
    mean_interval,
    number,
    paired_delta,
    paired_difference,
    rank_biserial,
    smallest_shown,
    unpaired_difference,
)

__all__ = ["LEAST_PAIRS", "LEVEL", "Comparison", "compare", "correct"]

LEVEL = 0.05
LEAST_PAIRS = least_pairs(LEVEL)
"""Shared cases below which no sign-flip test can show anything; then both sets are compared as they are."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure of the first arm less that of the second.

    Attributes:
        contrast: The two arms.
        scores: The measure.
        means: Of each arm, on what was compared.
        difference: With its interval and p.
        effect: Cliff's delta or its paired form, -1 to 1.
        standard: Cohen's h where scores are yes or no; else Hedges' g, or the rank-biserial of pairs.
        error: Standard error of the difference; ``None`` where it can't be told.
        corrected: p after Holm over all comparisons of the part.
        tests: How many those are.
    """

    contrast: Contrast
    scores: Scores
    means: tuple[Figure, Figure]
    difference: Difference
    effect: Figure
    standard: Figure
    error: float | None
    corrected: float | None = None
    tests: int = 0

    @property
    def holds(self) -> bool:
        """Whether the difference survives correction."""
        return self.corrected is not None and self.corrected < LEVEL

    @property
    def compared(self) -> str:
        """How many, and whether as pairs."""
        one, other = self.difference.n
        return f"{one} pairs" if self.difference.paired else f"not paired: {one} and {other}"

    @property
    def shown(self) -> str:
        """The smallest difference that so many could mostly have shown among so many tests, or that none could."""
        level = LEVEL / max(1, self.tests)
        if _least_p(self.difference) > level:
            return f"none: too few for any to hold among {self.tests} tests"
        if self.error is None:
            return "not estimable"
        if self.error == 0:
            return f"{least_pairs(level)} of {self.difference.n[0]} pairs differing, all one way"
        return number(smallest_shown(self.error, level=level))


def compare(contrast: Contrast, scores: Scores, seed: int) -> Comparison | None:
    """The two arms by this measure; ``None`` where one has no score."""
    a, b = (scores.by_arm.get(name) or {} for name in (contrast.first, contrast.second))
    if not a or not b:
        return None
    shared = sorted(a.keys() & b.keys())
    if len(shared) >= LEAST_PAIRS or len(shared) == len(a) == len(b):
        return _paired(contrast, scores, {pair: a[pair] for pair in shared}, {pair: b[pair] for pair in shared}, seed)
    return _unpaired(contrast, scores, [a[pair] for pair in sorted(a)], [b[pair] for pair in sorted(b)], seed)


def correct(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """With p corrected by Holm over the whole family: every test that could be made."""
    tested = [at for at, item in enumerate(found) if item.difference.p is not None]
    adjusted = dict(zip(tested, holm([found[at].difference.p or 0.0 for at in tested]), strict=True))
    return tuple(replace(item, corrected=adjusted.get(at), tests=len(tested)) for at, item in enumerate(found))


def _paired(
    contrast: Contrast, scores: Scores, a: Mapping[str, float], b: Mapping[str, float], seed: int
) -> Comparison:
    one, other = list(a.values()), list(b.values())
    change = [a[pair] - b[pair] for pair in a]
    error = stdev(change) / sqrt(len(change)) if len(change) > 1 else None
    difference = paired_difference(a, b, seed=seed)
    standard = _h(one, other) or rank_biserial(change)
    means = mean_interval(one, seed=seed), mean_interval(other, seed=seed)
    return Comparison(contrast, scores, means, difference, paired_delta(change), standard, error)


def _unpaired(contrast: Contrast, scores: Scores, a: Sequence[float], b: Sequence[float], seed: int) -> Comparison:
    difference = unpaired_difference(a, b, seed=seed)
    known = len(a) > 1 and len(b) > 1
    error = sqrt(stdev(a) ** 2 / len(a) + stdev(b) ** 2 / len(b)) if known else None
    standard = _h(a, b) or hedges_g(a, b)
    means = mean_interval(a, seed=seed), mean_interval(b, seed=seed)
    return Comparison(contrast, scores, means, difference, cliffs_delta(a, b), standard, error or None)


def _h(a: Sequence[float], b: Sequence[float]) -> Figure | None:
    if not {*a, *b} <= {0, 1}:
        return None
    return cohens_h(round(sum(a)), len(a), round(sum(b)), len(b))


def _least_p(difference: Difference) -> float:
    """The smallest p that a permutation of so many can have."""
    one, other = difference.n
    if difference.paired:
        return float(2.0 ** (1 - one)) if one else 1.0
    return min(1.0, 2 / comb(one + other, one)) if one + other < 1000 else 0.0
