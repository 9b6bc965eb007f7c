"""p values by permutation: exact where all arrangements can be gone through, drawn at random otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EXACT", "LARGE", "independent_p", "sign_flip_p"]

EXACT = 16
"""Pairs up to which all 2^n signs are gone through."""
LARGE = 100
"""Pairs, or values of both sets together, above which Student's or Welch's test replaces the drawing."""
DRAWS, MORE_DRAWS = 9_999, 49_999
"""Arrangements drawn first, and where hardly one of them was as extreme."""
MIN_SIDE = 20
"""Values that the smaller of two sets must have for that."""
HARDLY = 10
CHUNK = 4_000_000
"""Signs held at a time."""


def sign_flip_p(change: Sequence[float], *, seed: int = 0) -> tuple[float | None, str]:
    """Two-sided p of the mean of paired differences under random signs (Fisher 1935), and how it was made.

    Above `LARGE` pairs that differ, Student's. Where all differences that aren't 0 have one size it is
    the exact binomial test, which is McNemar's.

    Returns:
        ``None`` and why, where there are no pairs.
    """
    moved = [one for one in change if one != 0]
    if not change:
        return None, "no pairs"
    if not moved:
        return 1.0, "no pair differs"
    sizes = {abs(one) for one in moved}
    if max(sizes) - min(sizes) < 1e-12:
        from scipy.stats import binomtest

        up = sum(one > 0 for one in moved)
        return float(binomtest(up, len(moved), 0.5).pvalue), f"exact sign test, {len(moved)} pairs differ"
    import numpy as np

    values = np.asarray(moved, float)
    if len(moved) <= EXACT:
        return _enumerated(values), "sign flips, all gone through"
    if len(moved) > LARGE:
        from scipy.stats import ttest_1samp

        return float(ttest_1samp(change, 0).pvalue), "Student's paired test"
    return _drawn(values, np.random.default_rng(seed))


def independent_p(a: Sequence[float], b: Sequence[float], *, seed: int = 0) -> tuple[float | None, str]:
    """Two-sided p of the difference of means of two sets, and how it was made.

    Fisher's exact test of values that are all 0 or 1; Welch's where there are more than `LARGE`; permutation otherwise.
    """
    if not a or not b:
        return None, "one side has no values"
    if {*a, *b} <= {0, 1}:
        from scipy.stats import fisher_exact

        table = [[sum(one), len(one) - sum(one)] for one in (a, b)]
        return float(fisher_exact(table).pvalue), "Fisher's exact test"
    if len({*a, *b}) == 1:
        return 1.0, "no value differs"
    if min(len(a), len(b)) < 2:
        return None, "one side has a single value"
    import numpy as np
    from scipy.stats import permutation_test, ttest_ind

    if len(a) + len(b) > LARGE and min(len(a), len(b)) >= MIN_SIDE and len({*a}) > 1 and len({*b}) > 1:
        return float(ttest_ind(a, b, equal_var=False).pvalue), "Welch's test"
    p, draws = 0.0, 0
    for draws in (DRAWS, MORE_DRAWS):
        dice = np.random.default_rng(seed)
        found = permutation_test((a, b), _apart, vectorized=True, n_resamples=draws, batch=2_000, rng=dice)
        p = float(found.pvalue)
        if p * draws > 2 * HARDLY or len(found.null_distribution) < draws:
            break
    drawn = len(found.null_distribution)
    return min(1.0, p), f"permutation, {drawn:,} drawn" if drawn == draws else "permutation, all gone through"


def _apart(one: Any, other: Any, axis: int) -> Any:
    return one.mean(axis=axis) - other.mean(axis=axis)


def _enumerated(values: NDArray[Any]) -> float:
    import numpy as np

    sums = np.zeros(1)
    for value in values:
        sums = np.concatenate([sums + value, sums - value])
    return float(np.mean(np.abs(sums) >= _reached(values)))


def _reached(values: NDArray[Any]) -> float:
    """The observed sum, less what rounding may have added."""
    observed = abs(float(values.sum()))
    return observed - 1e-9 * float(abs(values).sum())


def _drawn(values: NDArray[Any], dice: Any) -> tuple[float, str]:
    """With the observed arrangement counted among those drawn (Phipson and Smyth 2010)."""
    extreme, draws = 0, 0
    for wanted in (DRAWS, MORE_DRAWS):
        extreme += _extreme(values, wanted - draws, dice)
        draws = wanted
        if extreme > HARDLY:
            break
    return (extreme + 1) / (draws + 1), f"sign flips, {draws:,} drawn"


def _extreme(values: NDArray[Any], draws: int, dice: Any) -> int:
    import numpy as np

    n, reached, found = len(values), _reached(values), 0
    while draws > 0:
        rows = min(draws, max(1, CHUNK // n))
        bits = np.frombuffer(dice.bytes(rows * -(-n // 8)), np.uint8).reshape(rows, -1)
        up = np.unpackbits(bits, axis=1, count=n).astype(float) @ values
        found += int(np.count_nonzero(np.abs(2 * up - values.sum()) >= reached))
        draws -= rows
    return found
