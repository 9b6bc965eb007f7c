"""The difference of two arms, on the cases that both tell or between separate sets, with its interval and p."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from casewright.measures.figure import Figure
from casewright.measures.rates import rate
from casewright.studies.statistics.bootstrap import RESAMPLED, plain_mean, words_for_few
from casewright.studies.statistics.paired_shares import paired_share_ends
from casewright.studies.statistics.permutation import independent_p, sign_flip_p
from casewright.studies.statistics.resampling import ends, resampled_means

__all__ = ["Difference", "paired_difference", "unpaired_difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first's mean less the second's.

    Attributes:
        figure: The difference with its 95 % interval; ``n`` is the number of pairs, or of all values if not paired.
        p: Of no difference, two-sided; ``None`` where it can't be told.
        how: How p was made.
        paired: Whether each pair is one case told by both.
        n: How many values either side has: the pairs twice, if paired.
    """

    figure: Figure
    p: float | None
    how: str
    paired: bool
    n: tuple[int, int]


def paired_difference(a: Mapping[str, float], b: Mapping[str, float], *, seed: int = 0) -> Difference:
    """The mean difference over the pairs that both have, with a bootstrap over pairs and a sign-flip test.

    For values that are all 0 or 1 the interval is that of Agresti and Min (2005, Stat Med 24: half an observation
    added to each cell), and p McNemar's exact one.

    Args:
        a: Values by pair.
        b: Values by pair; what only one of the two has is left out.
        seed: Of what is drawn.
    """
    shared = sorted(a.keys() & b.keys())
    change = [a[pair] - b[pair] for pair in shared]
    n = len(change)
    yes_or_no = {value for side in (a, b) for value in (side[pair] for pair in shared)} <= {0, 1}
    found = _yes_or_no(change) if change and yes_or_no else plain_mean(change, seed=seed)
    p, how = sign_flip_p(change, seed=seed)
    return Difference(found, p, how, paired=True, n=(n, n))


def unpaired_difference(a: Sequence[float], b: Sequence[float], *, seed: int = 0) -> Difference:
    """The difference of the means of two separate sets, with a bootstrap of both and a permutation test.

    For values that are all 0 or 1 the interval is Newcombe's (1998, Stat Med 17, method 10) and p Fisher's.
    """
    n = (len(a), len(b))
    if not a or not b:
        return Difference(Figure(None, sum(n), note="not estimable: one side has no values"), None, "", False, n)
    value = sum(a) / n[0] - sum(b) / n[1]
    p, how = independent_p(a, b, seed=seed)
    low, high, note = _unpaired_ends(a, b, value, seed)
    return Difference(Figure(value, sum(n), low, high, note), p, how, paired=False, n=n)


def _yes_or_no(change: Sequence[float]) -> Figure:
    n, up, down = len(change), sum(one > 0 for one in change), sum(one < 0 for one in change)
    note = words_for_few(n, "interval of Agresti and Min")
    return Figure((up - down) / n, n, *paired_share_ends(up, down, n), note)


def _unpaired_ends(
    a: Sequence[float], b: Sequence[float], value: float, seed: int
) -> tuple[float | None, float | None, str]:
    fewer = min(len(a), len(b))
    if {*a, *b} <= {0, 1}:
        return *_newcombe(a, b, value), words_for_few(fewer, "Newcombe's interval")
    if fewer < 2:
        return None, None, "no interval: one side has a single value"
    if len({*a}) == len({*b}) == 1:
        return None, None, "no interval: neither side varies"
    if fewer > RESAMPLED:
        return *_welch(a, b), "Welch's interval"
    import numpy as np

    dice = np.random.default_rng(seed)
    drawn = resampled_means(a, dice) - resampled_means(b, dice)
    return *ends(drawn, fewer), words_for_few(fewer, "bootstrap interval")


def _newcombe(a: Sequence[float], b: Sequence[float], value: float) -> tuple[float, float]:
    one, other = rate(round(sum(a)), len(a)), rate(round(sum(b)), len(b))
    p, q = sum(a) / len(a), sum(b) / len(b)
    low = value - hypot(p - (one.low or 0.0), (other.high or 0.0) - q)
    high = value + hypot((one.high or 0.0) - p, q - (other.low or 0.0))
    return max(-1.0, low), min(1.0, high)


def _welch(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    from scipy.stats import ttest_ind

    found = ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    return float(found.low), float(found.high)
