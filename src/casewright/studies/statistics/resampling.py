"""The percentile bootstrap, at a level widened for few units."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["RESAMPLES", "ends", "resampled_ends", "resampled_means", "widened"]

RESAMPLES = 4_000
BATCH = 500


def resampled_ends(arrays: tuple[NDArray[Any], ...], statistic: Any, n: int, seed: int) -> tuple[float, float]:
    """Ends of the percentile bootstrap interval of a statistic.

    Args:
        arrays: Drawn together, unit by unit.
        statistic: Of the arrays, along ``axis``.
        n: Independent units.
        seed: Of the draws.
    """
    import numpy as np
    from scipy.stats import bootstrap

    found = bootstrap(
        arrays,
        statistic,
        paired=len(arrays) > 1,
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=BATCH,
        confidence_level=widened(n),
        method="percentile",
        rng=np.random.default_rng(seed),
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def resampled_means(values: Sequence[float], dice: Any) -> NDArray[Any]:
    """Means of `RESAMPLES` draws of as many values as there are."""
    import numpy as np

    held = np.asarray(values, float)
    sizes = (BATCH, len(held))
    return np.concatenate([held[dice.integers(0, *sizes[1:], sizes)].mean(axis=1) for _ in range(RESAMPLES // BATCH)])


def ends(drawn: NDArray[Any], n: int) -> tuple[float, float]:
    """Ends of the interval of ``n`` units that draws of a statistic give."""
    import numpy as np

    tail = (1 - widened(n)) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def widened(n: int) -> float:
    """The level at which a percentile interval of ``n`` units covers as often as Student's at 95 %.

    Hesterberg 2015 (Am Stat 69), "expanded percentile interval".
    """
    from scipy.stats import norm, t

    return float(1 - 2 * norm.cdf(-sqrt(n / (n - 1)) * t.ppf(0.975, n - 1)))
